package io.github.zohooauth.examples.singlepage;

import io.github.zohooauth.client.BrowserClient;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.examples.setting.Samples;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.User;
import io.javalin.Javalin;
import java.net.URI;

/** The program on a port of this machine, and a user at a local Zoho who has leads. */
final class RunningPage implements AutoCloseable {

  final User user;
  final URI address;
  private final BrowserClient zoho;
  private final Javalin server;

  RunningPage(LocalZoho zoho) {
    user = zoho.user("eu");
    Samples.leads(zoho, user);
    int port = Ports.free();
    address = URI.create("http://127.0.0.1:" + port);
    URI callback = address.resolve(SinglePageApp.PAGE);
    Registration registration =
        Registration.of(zoho, user.browserClient(callback).named("Leads on a single page"));
    this.zoho = SinglePageApp.client(registration, callback);
    server = SinglePageApp.server(registration, this.zoho).start("127.0.0.1", port);
  }

  @Override
  public void close() {
    server.stop();
    zoho.close();
  }
}
