package io.github.zohooauth.examples.webapp;

import com.sun.net.httpserver.HttpServer;
import io.github.zohooauth.client.ServerClient;
import io.github.zohooauth.examples.setting.Leads;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.User;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;

/** The web application on a free port, registered by a user who has two leads. */
final class RunningWebApp implements AutoCloseable {

  private final HttpServer server;
  private final ServerClient zoho;
  private final URI home;
  private final User user;

  RunningWebApp(LocalZoho local) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    home = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    user = local.user("eu");
    Leads.add(local, user, "Lovelace", "Hopper");
    Client registered =
        user.serverClient(home.resolve("/callback")).named("Leads on the Web").enable("us");
    zoho =
        WebApp.client(Registration.of(local, registered.shareSecret()), home.resolve("/callback"))
            .build();
    WebApp.serve(zoho, home, local.clock(), server);
  }

  URI home() {
    return home;
  }

  /** Returns who registered the application and can log in. */
  User user() {
    return user;
  }

  @Override
  public void close() {
    server.stop(0);
    ((ExecutorService) server.getExecutor()).shutdownNow();
    zoho.close();
  }
}
