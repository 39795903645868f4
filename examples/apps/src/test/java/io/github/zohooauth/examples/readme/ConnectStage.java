package io.github.zohooauth.examples.readme;

import io.github.zohooauth.client.ServerClient;

/** A web application whose users connect their organizations. */
public abstract class ConnectStage extends Stage {

  protected ServerClient zoho;

  final void connectBy(ServerClient client) {
    zoho = client;
  }
}
