package io.github.zohooauth.localzoho.internal.server;

import io.github.zohooauth.localzoho.protocol.ReceivedRequest;

/** What answers the requests to one server. */
public interface Site {
  Answer answer(ReceivedRequest request);
}
