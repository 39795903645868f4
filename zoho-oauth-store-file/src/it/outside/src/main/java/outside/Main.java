package outside;

import com.sun.net.httpserver.HttpServer;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.store.file.FileTokenStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program of somebody else: exchanges a code, and finds the token again after a restart. */
public final class Main {

  private static final String ANSWER =
      "{\"access_token\":\"1000.access\",\"refresh_token\":\"1000.refresh\",\"expires_in\":3600}";

  private Main() {}

  public static void main(String[] args) throws IOException {
    boolean module = Main.class.getModule().isNamed();
    boolean library = SelfClient.class.getModule().isNamed();
    if (module != library || module != args[0].equals("module path")) {
      throw new IllegalStateException("not on the " + args[0]);
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/oauth/v2/token",
        exchange -> {
          byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    URI accounts = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    Path tokens = Path.of(args[1]);
    try (SelfClient zoho = client(accounts, tokens)) {
      zoho.exchange("1000.code");
    }
    server.stop(0);
    try (SelfClient zoho = client(accounts, tokens)) {
      System.out.println("On the " + args[0] + ": " + zoho.getAccessToken());
    }
  }

  private static SelfClient client(URI accounts, Path tokens) {
    return SelfClient.builder()
        .clientId("1000.OUTSIDE")
        .clientSecret("secret")
        .dataCenter(DataCenter.of("eu", accounts, accounts))
        .tokenStore(FileTokenStore.at(tokens))
        .build();
  }
}
