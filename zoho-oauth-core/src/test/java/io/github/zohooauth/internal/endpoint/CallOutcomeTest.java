package io.github.zohooauth.internal.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.client.Scene;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.internal.transport.FormRequest;
import io.github.zohooauth.internal.transport.HttpAnswer;
import io.github.zohooauth.internal.transport.HttpCall;
import io.github.zohooauth.internal.transport.HttpSource;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.PassedOnHttp;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which answers and failures count as failures of the accounts server. */
class CallOutcomeTest {

  private final CallCounter calls = new CallCounter(() -> Scene.NOW);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FAILED   | 500 | ",
        "FAILED   | 502 | <html>bad gateway</html>",
        "FAILED   | 503 | ",
        "FAILED   | 503 | {\"message\":\"unavailable\"}",
        "FAILED   | 500 | {\"error\":\"general_error\"}",
        "FAILED   | 500 | {\"error\":\"never_heard_of\"}",
        "ANSWERED | 500 | {\"error\":\"invalid_code\"}",
        "ANSWERED | 500 | {\"error\":\"invalid_client\"}",
        "ANSWERED | 503 | {\"error\":\"Access Denied\"}",
        "ANSWERED | 500 | {\"access_token\":\"1000.a\",\"expires_in\":3600}",
        "ANSWERED | 200 | {\"access_token\":\"1000.a\",\"expires_in\":3600}",
        "ANSWERED | 200 | {\"error\":\"invalid_code\"}",
        "ANSWERED | 400 | {\"error\":\"Access Denied\"}",
        "ANSWERED | 429 | ",
        "ANSWERED | 401 | <html></html>",
        "ANSWERED | 302 | ",
        "ANSWERED | 200 | <html>captive portal</html>",
      })
  void answers(BoundedCall.Outcome outcome, int status, @Nullable String body) {
    byte[] bytes = body == null ? new byte[0] : body.getBytes(UTF_8);
    HttpAnswer answer =
        HttpAnswer.of(status, bytes, HttpHeaders.of(Map.of(), (name, value) -> true));
    assertThat(BoundedCall.Outcome.of(Grant.Type.REFRESH_TOKEN, calls, answer, null))
        .isEqualTo(outcome);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(BoundedCall.Outcome.FAILED, new ConnectException("Connection refused")),
        Arguments.of(BoundedCall.Outcome.FAILED, new HttpConnectTimeoutException("connect")),
        Arguments.of(BoundedCall.Outcome.FAILED, new TimeoutException()),
        Arguments.of(BoundedCall.Outcome.FAILED, new IOException("Connection reset")),
        Arguments.of(BoundedCall.Outcome.FAILED, new IOException("Tunnel failed, got: 503")),
        Arguments.of(
            BoundedCall.Outcome.UNRELATED,
            new SSLHandshakeException("no path").initCause(new CertificateException("unknown"))),
        Arguments.of(
            BoundedCall.Outcome.UNRELATED,
            new InternalError(new SocketException("Too many open files"))),
        Arguments.of(BoundedCall.Outcome.UNRELATED, new OutOfMemoryError("native thread")),
        Arguments.of(BoundedCall.Outcome.UNRELATED, new RejectedExecutionException()),
        Arguments.of(
            BoundedCall.Outcome.UNRELATED, new IllegalArgumentException("of the HTTP client")));
  }

  private BoundedCall.Outcome outcomeOf(Throwable thrown) {
    HttpClient failing =
        new PassedOnHttp(HttpClient.newHttpClient()) {
          @Override
          public <T> CompletableFuture<HttpResponse<T>> sendAsync(
              HttpRequest request, HttpResponse.BodyHandler<T> handler) {
            return CompletableFuture.failedFuture(thrown);
          }
        };
    FormRequest form = new FormRequest(URI.create("http://localhost:1"), Map.of(), null, false);
    CallCounter sent = new CallCounter(() -> Scene.NOW);
    HttpCall http = new HttpCall(HttpSource.given(failing), new IdleTime(), Scene.HANG_GUARD);
    return http.post(form, sent)
        .handle(
            (answer, failure) ->
                BoundedCall.Outcome.of(Grant.Type.REFRESH_TOKEN, calls, answer, failure))
        .join();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failures(BoundedCall.Outcome outcome, Throwable thrown) {
    assertThat(outcomeOf(thrown)).isEqualTo(outcome);
  }

  @Test
  void failureOfACallThatIsNotWantedAnyMore_saysNothing() {
    calls.end();
    assertThat(outcomeOf(new IOException("the call is over")))
        .isEqualTo(BoundedCall.Outcome.UNRELATED);
  }
}
