package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.testkit.PlantedSecret;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The states and nonces of authorization requests: random, long, and each used once. */
class RandomStateProofTest {

  private static final URI CALLBACK = URI.create("https://app.example/callback");

  private final ServerClient web = server().build();

  @AfterEach
  void close() {
    web.close();
  }

  private static ServerClient.Builder server() {
    return ServerClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(PlantedSecret.CLIENT_SECRET.value)
        .dataCenter(DataCenter.US)
        .redirectUri(CALLBACK);
  }

  @Test
  void states_areUnguessable_andNeverRepeat() {
    int many = Proof.size(20_000, 1_000_000);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < many; i++) {
      seen.add(web.authorizationRequest("A.b").state());
    }
    assertThat(seen).hasSize(many);
    assertThat(Base64.getUrlDecoder().decode(seen.iterator().next()).length * 8)
        .isGreaterThanOrEqualTo(160);
    int[] ones = new int[192];
    seen.stream().limit(20_000).forEach(state -> count(state, ones));
    for (int bit : ones) {
      assertThat(bit).as("each bit is a coin").isBetween(9_400, 10_600);
    }
  }

  /** Zoho reads the nonce, and answers some other characters with an error page. */
  @Test
  void nonces_areUnguessable_andOnlyLettersAndDigits() {
    List<Supplier<AuthorizationRequest>> requests = new ArrayList<>();
    try (BrowserClient page =
            BrowserClient.builder()
                .clientId(Scene.CLIENT_ID)
                .dataCenter(DataCenter.US)
                .redirectUri(CALLBACK)
                .build();
        ServerClient withoutPkce = server().withoutPkce().build()) {
      requests.add(() -> page.authorizationRequest("openid"));
      requests.add(() -> withoutPkce.authorizationRequest("openid", "email"));
      for (Supplier<AuthorizationRequest> each : requests) {
        int many = Proof.size(2_000, 100_000);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < many; i++) {
          AuthorizationRequest request = each.get();
          String nonce = String.valueOf(request.nonce);
          assertThat(nonce).matches("[A-Za-z0-9]{27,128}"); // 62^27 is more than 2^160
          assertThat(request.uri().getRawQuery()).contains("nonce=" + nonce);
          seen.add(nonce);
        }
        assertThat(seen).hasSize(many);
        assertThat(bitsOf(seen)).isGreaterThanOrEqualTo(160);
      }
    }
  }

  /** How many bits a nonce has at most: for each place, as many as there are letters seen there. */
  private static double bitsOf(Set<String> nonces) {
    int length = nonces.iterator().next().length();
    double bits = 0;
    for (int at = 0; at < length; at++) {
      int place = at;
      bits +=
          Math.log((double) nonces.stream().map(nonce -> nonce.charAt(place)).distinct().count());
    }
    return bits / Math.log(2);
  }

  private static void count(String state, int[] ones) {
    byte[] bytes = Base64.getUrlDecoder().decode(state);
    for (int bit = 0; bit < ones.length; bit++) {
      ones[bit] += (bytes[bit / 8] >> (bit % 8)) & 1;
    }
  }
}
