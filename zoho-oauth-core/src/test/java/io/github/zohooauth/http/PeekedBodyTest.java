package io.github.zohooauth.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.GivenTokens;
import io.github.zohooauth.testkit.RejectingApi;
import io.github.zohooauth.testkit.SendMethod;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The beginning of an answer is read first; the caller still gets the whole, however long. */
@Timeout(20)
class PeekedBodyTest {

  private final RejectingApi api = new RejectingApi();

  @AfterEach
  void close() {
    api.close();
  }

  private static List<CannedAnswer> longAnswers() {
    List<CannedAnswer> answers = new ArrayList<>();
    for (int length : new int[] {PeekedBody.MAX_LENGTH + 1, 3_000_000}) {
      CannedAnswer answer = CannedAnswer.of(401, "text/plain", "x".repeat(length - 3) + "\u00e9y");
      answers.add(answer);
      answers.add(answer.with("Transfer-Encoding", "chunked"));
    }
    return answers;
  }

  @ParameterizedTest
  @EnumSource
  void longBodyThatNamesNoOtherCause_rejectsTheToken(SendMethod way) throws Exception {
    for (CannedAnswer answer : longAnswers()) {
      api.answers(api.one, answer);
      GivenTokens tokens = new GivenTokens(api.one, api.two);
      HttpClient http = ZohoHttpClient.authorizing(api.plain, tokens);
      assertThat(way.send(http, api.request().build(), BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
      assertThat(tokens.rejected).containsExactly(api.one);
    }
  }

  @ParameterizedTest
  @EnumSource
  void longBodyWithoutABetterToken_isTheAnswer(SendMethod way) throws Exception {
    GivenTokens tokens = new GivenTokens(api.one);
    HttpClient http = ZohoHttpClient.authorizing(api.plain, tokens);
    for (CannedAnswer answer : longAnswers()) {
      api.answers(api.one, answer);
      HttpRequest request = api.request().build();
      HttpResponse<byte[]> response = way.send(http, request, BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.body()).isEqualTo(answer.body());
      assertThat(way.send(http, request, BodyHandlers.ofInputStream()).body().readAllBytes())
          .isEqualTo(answer.body());
    }
    assertThat(tokens.rejected).hasSize(2 * longAnswers().size());
  }

  @ParameterizedTest
  @EnumSource
  void longZippedBodyThatNamesAScope_isTheAnswer(SendMethod way) throws Exception {
    byte[] noise = new byte[200_000];
    new Random(1).nextBytes(noise);
    String body =
        "{\"code\":\"OAUTH_SCOPE_MISMATCH\",\"x\":\"%s\"}"
            .formatted(Base64.getEncoder().encodeToString(noise));
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(body.getBytes(UTF_8));
    }
    assertThat(zipped.size()).isGreaterThan(PeekedBody.MAX_LENGTH);
    CannedAnswer answer = CannedAnswer.of(401, "text/plain", zipped.toByteArray());
    api.answers(api.one, answer.with("Content-Encoding", "gzip"));
    assertThat(way.send(api.http, api.request().build(), BodyHandlers.ofByteArray()).body())
        .isEqualTo(zipped.toByteArray());
    assertThat(api.tokens.rejected).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void rejectedIf_seesTheBeginning(SendMethod way) throws Exception {
    String body = "INVALID_TOKEN" + "x".repeat(PeekedBody.MAX_LENGTH);
    api.answers(api.one, CannedAnswer.of(400, "text/plain", body));
    HttpClient http =
        ZohoHttpClient.authorizing(
            api.plain,
            ApiAuthorization.of(api.tokens)
                .rejectedIf((status, text) -> text.startsWith("INVALID_TOKEN")));
    assertThat(way.send(http, api.request().build(), BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void bodyThatNamesAScope_reachesEveryKindOfHandler(SendMethod way) throws Exception {
    for (int lines : new int[] {0, 1, 1_000, 100_000}) {
      String body = "{\"code\":7601,\"data\":[" + "\"A_LONG_LINE\",\n".repeat(lines) + "1]}";
      api.answers(
          api.one, CannedAnswer.of(401, "text/plain", body).with("Transfer-Encoding", "chunked"));
      HttpRequest request = api.request().build();
      assertThat(way.send(api.http, request, BodyHandlers.ofLines()).body()).hasSize(lines + 1);
      assertThat(way.send(api.http, request, BodyHandlers.ofInputStream()).body().readAllBytes())
          .isEqualTo(body.getBytes(UTF_8));
      OneAtATime slow = new OneAtATime();
      way.send(api.http, request, BodyHandlers.fromSubscriber(slow, OneAtATime::text));
      assertThat(slow.text()).isEqualTo(body);
    }
  }

  /** Asks for one item at a time. */
  private static final class OneAtATime implements Subscriber<List<ByteBuffer>> {

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
