package io.github.zohooauth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.testkit.PlantedSecret;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is done to an encrypted record, it is refused, and no salt or nonce comes twice. */
class EncryptionProofTest {

  private static final KeyRing RING =
      KeyRing.of("k1", KeyRingTest.key(1)).with("k2", KeyRingTest.key(2));
  private static final TokenCodec CODEC = TokenCodec.aesGcm(RING);

  /** An encrypted record after somebody was at it, who reads it where, and if it may be whole. */
  private record Touched(
      String how, TokenCodec reader, TokenKey place, String text, boolean mayBeWhole) {

    @Override
    public String toString() {
      return how + " " + place;
    }
  }

  private static TokenKey key(int number) {
    return new TokenKey("1000.A", TokenOwner.user("x".repeat(number) + number));
  }

  private static String record(int number) {
    return CODEC.encode(
        key(number),
        StoredToken.refreshing(DataCenter.EU, PlantedSecret.STORED_REFRESH_TOKEN.value));
  }

  private static List<Touched> everyTouch() {
    List<Touched> touched = new ArrayList<>();
    for (int record = 0; record < 4; record++) {
      flipAndCut(touched, record, record(record));
    }
    for (int i = 0; i < 30; i++) {
      String text = record(i);
      for (int place = 0; place < 30; place++) {
        if (place != i) {
          touched.add(new Touched("moved", CODEC, key(place), text, true));
        }
      }
      for (String id : List.of("k2", "k3", "K1", "k1-")) {
        touched.add(
            new Touched("id " + id, CODEC, key(i), text.replace(".k1.", "." + id + "."), true));
      }
      for (int other = 3; other < 20; other++) {
        KeyRing wrong = KeyRing.of("k1", KeyRingTest.key(other));
        touched.add(new Touched("wrong key", TokenCodec.aesGcm(wrong), key(i), text, true));
      }
    }
    return touched;
  }

  private static void flipAndCut(List<Touched> touched, int place, String text) {
    for (int at = 0; at < text.length(); at++) {
      for (int bit = 0; bit < 8; bit++) {
        char flipped = (char) (text.charAt(at) ^ 1 << bit);
        String changed = text.substring(0, at) + flipped + text.substring(at + 1);
        touched.add(new Touched("bit " + bit + " of " + at, CODEC, key(place), changed, false));
      }
      touched.add(new Touched("cut at " + at, CODEC, key(place), text.substring(0, at), false));
    }
  }

  @Test
  @Tag("E1")
  void record_thatWasTouched_isRefused_andTellsNothing() {
    List<Touched> cases = Proof.some(everyTouch(), 1_000, Proof.seed("E1", 20261125));
    Proof.holds(
        "E1",
        cases,
        touched -> {
          Throwable read =
              catchThrowable(() -> touched.reader().decode(touched.place(), touched.text()));
          Throwable listed =
              catchThrowable(
                  () -> touched.reader().keyOf(touched.place().sha256(), touched.text()));
          for (Throwable refusal : Arrays.asList(read, listed)) {
            assertThat(refusal).isInstanceOf(TokenStoreException.class).hasNoCause();
            assertThat(PlantedSecret.shownIn(refusal)).isEmpty();
            if (touched.mayBeWhole()) {
              assertThat(refusal).isInstanceOf(UnreadableRecordException.class);
            }
          }
        });
  }

  @Test
  @Tag("E2")
  void saltsAndNonces_neverRepeat() {
    int size = Proof.size(10_000, 1_000_000);
    long[] salts = new long[size];
    long[] nonces = new long[size];
    StoredToken token = StoredToken.refreshing(DataCenter.EU, "1000.r");
    IntStream.range(0, size)
        .parallel()
        .forEach(
            i -> {
              String body = CODEC.encode(key(0), token).substring("zot1.k1.".length());
              ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(body));
              salts[i] = bytes.getLong(0);
              nonces[i] = bytes.getLong(32);
            });
    Proof.holds(
        "E2",
        List.of(salts, nonces),
        seen -> assertThat(Arrays.stream(seen).distinct().count()).isEqualTo(size));
  }
}
