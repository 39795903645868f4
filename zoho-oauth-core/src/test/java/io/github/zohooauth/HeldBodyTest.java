package io.github.zohooauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An answer that is looked into first reaches the caller whole, however long it is. */
@Timeout(20)
class HeldBodyTest {

  private final RejectingApi api = new RejectingApi();

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @EnumSource
  void longBody_isTheAnswer_andTheLongestThatIsHeldBackIsNot(Way way) throws Exception {
    for (String chunked : List.of("Content-Type", "Transfer-Encoding")) {
      String more = chunked.equals("Content-Type") ? "text/plain" : "chunked";
      for (int length : new int[] {HeldBody.MAX_LENGTH + 1, 3_000_000}) {
        String body = "x".repeat(length - 3) + "\u00e9y";
        api.answers(api.one, Canned.of(401, "text/plain", body).with(chunked, more));
        HttpResponse<String> response =
            way.send(api.http, api.request().build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo(body);
      }
      assertThat(api.tokens.rejected).isEmpty();
    }
    api.answers(api.one, Canned.of(401, "text/plain", "x".repeat(HeldBody.MAX_LENGTH)));
    assertThat(way.send(api.http, api.request().build(), BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void bodyThatGoesOn_reachesEveryKindOfHandler(Way way) throws Exception {
    for (int lines : new int[] {0, 1, 1_000, 100_000}) {
      String body = "{\"code\":7601,\"data\":[" + "\"A_LONG_LINE\",\n".repeat(lines) + "1]}";
      api.answers(api.one, Canned.of(401, "text/plain", body).with("Transfer-Encoding", "chunked"));
      HttpRequest request = api.request().build();
      assertThat(way.send(api.http, request, BodyHandlers.ofLines()).body()).hasSize(lines + 1);
      assertThat(way.send(api.http, request, BodyHandlers.ofInputStream()).body().readAllBytes())
          .isEqualTo(body.getBytes(UTF_8));
      SlowTaker taker = new SlowTaker();
      way.send(api.http, request, BodyHandlers.fromSubscriber(taker, SlowTaker::text));
      assertThat(taker.text()).isEqualTo(body);
    }
  }

  /** Takes one item at a time. */
  private static final class SlowTaker implements Subscriber<List<ByteBuffer>> {

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private Optional<Subscription> from = Optional.empty();

    String text() {
      return taken.toString(UTF_8);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      from = Optional.of(subscription);
      subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        taken.writeBytes(bytes);
      }
      from.orElseThrow().request(1);
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {}
  }
}
