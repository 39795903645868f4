package io.github.zohooauth.testkit;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.internal.text.Crypto;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A program that keeps its HTTP clients, drops what used them, and writes what its heap holds. */
public final class HeapDumpProgram {

  public static final String WRITTEN = "written";

  /** HTTP clients of an application, or clients with their own, with an idle connection each. */
  private static final List<Object> KEPT = new ArrayList<>();

  private static String control = "";

  private HeapDumpProgram() {}

  /** What is planted, so that no argument and no constant of the program holds it. */
  public static String planted(String seed, String what) {
    return Crypto.sha256Hex(seed + " " + what);
  }

  /** Takes where Zoho is, a seed, and the file to write. */
  public static void main(String[] arguments) throws Exception {
    control = planted(arguments[1], "control");
    for (TokenCall call : List.of(TokenCall.EXCHANGE, TokenCall.REFRESH, TokenCall.REVOKE)) {
      givenHttp(call, URI.create(arguments[0]), arguments[1]);
      ownHttp(call, URI.create(arguments[0]), arguments[1]);
    }
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(arguments[2], true);
    System.out.println(WRITTEN);
    if (KEPT.isEmpty() || control.isEmpty()) {
      throw new AssertionError("nothing is kept");
    }
  }

  /** Drops all but the application's HTTP client. */
  private static void givenHttp(TokenCall call, URI accounts, String seed) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)) // by which the JDK keeps the first request
            .build();
    KEPT.add(http);
    String name = "given " + call;
    TokenStore store = TokenStore.inMemory();
    try (SelfClient client = builder(name, accounts, seed, store).httpClient(http).build()) {
      play(client, call, name, seed);
    }
  }

  /** Keeps the client, which knows its secret, but no record. */
  private static void ownHttp(TokenCall call, URI accounts, String seed) {
    String name = "own " + call;
    TokenStore store = TokenStore.inMemory();
    SelfClient client = builder(name, accounts, seed, store).build();
    KEPT.add(client);
    play(client, call, name, seed);
    store.delete(Scene.KEY);
  }

  private static SelfClient.Builder builder(
      String name, URI accounts, String seed, TokenStore store) {
    DataCenter dataCenter = DataCenter.of("eu", accounts, URI.create(TokenAnswer.BASE));
    store.save(Scene.KEY, StoredToken.refreshing(dataCenter, planted(seed, name + " refresh")));
    return SelfClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(planted(seed, name + " secret"))
        .dataCenter(dataCenter)
        .tokenStore(store);
  }

  private static void play(SelfClient client, TokenCall call, String name, String seed) {
    switch (call) {
      case EXCHANGE -> client.exchange(planted(seed, name + " code"));
      case REFRESH -> client.getAccessToken();
      default -> client.revoke(Scene.KEY.owner());
    }
  }
}
