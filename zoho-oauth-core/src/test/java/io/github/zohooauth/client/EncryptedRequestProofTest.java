package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.KeyRing;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.testkit.ManualTime;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An encrypted request that was touched, or is none, is "begin again", and tells nothing. */
@Tag("E1")
class EncryptedRequestProofTest {

  private static final String PURPOSE = "io.github.zohooauth.client.AuthorizationRequest";
  private static final KeyRing RING = KeyRing.of("k1", key(1)).with("k2", key(2));

  /** What a browser brings in place of a request, and the ring that reads it. */
  private record Touched(String how, KeyRing reader, @Nullable String text) {
    @Override
    public String toString() {
      return how;
    }
  }

  private final ManualTime time = new ManualTime();
  private final ServerClient web =
      ServerClient.builder()
          .clientId(Scene.CLIENT_ID)
          .clientSecret("secret")
          .dataCenter(DataCenter.US)
          .redirectUri(URI.create("https://app.example/callback"))
          .clock(time)
          .build();
  private final AuthorizationRequest request = web.authorizationRequest("A.b", "openid");

  private static byte[] key(int number) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) number);
    return key;
  }

  @AfterEach
  void stop() {
    web.close();
  }

  private static List<Touched> flippedAndCut(String text) {
    List<Touched> touched = new ArrayList<>();
    for (int at = 0; at < text.length(); at++) {
      String before = text.substring(0, at);
      for (int bit = 0; bit < 8; bit++) {
        String changed = before + (char) (text.charAt(at) ^ 1 << bit) + text.substring(at + 1);
        touched.add(new Touched("bit " + bit + " of " + at, RING, changed));
      }
      touched.add(new Touched("cut at " + at, RING, before));
      touched.add(new Touched("more at " + at, RING, before + "A" + text.substring(at)));
    }
    touched.add(new Touched("more at its end", RING, text + "A"));
    return touched;
  }

  private List<Touched> exchanged(String text) {
    List<Touched> touched = new ArrayList<>();
    touched.add(new Touched("nothing", RING, null));
    for (String other :
        List.of("", PURPOSE + "s", PURPOSE.toLowerCase(Locale.ROOT), request.state())) {
      String encrypted = RING.encrypt(request.text(), other);
      touched.add(new Touched("associated data " + other.length(), RING, encrypted));
    }
    for (String no : List.of("", "{}", "null", "[]", request.text().replace(":1,", ":2,"))) {
      touched.add(new Touched("no request " + no.length(), RING, RING.encrypt(no, PURPOSE)));
    }
    for (int number = 3; number < 20; number++) {
      touched.add(new Touched("another key", KeyRing.of("k1", key(number)), text));
    }
    touched.add(new Touched("unknown key", KeyRing.of("k2", key(2)), text));
    touched.add(new Touched("another id", KeyRing.of("k3", key(1)), text));
    for (String id : List.of("k2", "k3", "K1", "")) {
      touched.add(new Touched("id " + id, RING, text.replace(".k1.", "." + id + ".")));
    }
    TokenKey place = new TokenKey(Scene.CLIENT_ID, TokenOwner.unnamed());
    String record =
        TokenCodec.aesGcm(RING).encode(place, StoredToken.refreshing(DataCenter.EU, "1000.r"));
    touched.add(new Touched("a record", RING, record));
    touched.add(new Touched("a renamed record", RING, record.replace("zot1", "zoe1")));
    touched.add(new Touched("plain text", RING.acceptingPlaintext(), request.text()));
    return touched;
  }

  @Test
  void request_thatWasTouched_isRefused_andTellsNothing() {
    String text = request.encrypted(RING);
    List<Touched> cases =
        new ArrayList<>(Proof.some(flippedAndCut(text), 1_000, Proof.seed("E1", 20261201)));
    cases.addAll(exchanged(text));
    Proof.holds("E1", cases, touched -> assertRefused(touched.text(), touched.reader()));
  }

  private void assertRefused(@Nullable String text, KeyRing ring) {
    Throwable refusal = catchThrowable(() -> AuthorizationRequest.decrypt(text, ring, time));
    assertThat(refusal)
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasNoCause()
        .hasMessageEndingWith("start again with a new authorization request.");
    assertThat(refusal.getMessage())
        .doesNotContain(
            request.state(), Objects.requireNonNull(request.codeVerifier), "zoe1", "k1");
  }

  @Test
  void request_isGoodUntilItExpires_alsoWithAnOlderKey() {
    String text = request.encrypted(RING);
    KeyRing turned = KeyRing.of("k3", key(3)).with("k1", key(1));
    time.advance(Duration.ofMinutes(10).minusMillis(1));
    for (KeyRing ring : List.of(RING, turned)) {
      AuthorizationRequest read = AuthorizationRequest.decrypt(text, ring, time);
      assertThat(read).isEqualTo(request);
      assertThat(read.codeVerifier).isEqualTo(request.codeVerifier);
    }
    time.advance(Duration.ofMillis(1));
    assertRefused(text, RING);
    time.advance(Duration.ofDays(1));
    assertRefused(text, RING);
  }
}
