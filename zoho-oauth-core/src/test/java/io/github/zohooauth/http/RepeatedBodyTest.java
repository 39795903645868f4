package io.github.zohooauth.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.testkit.GivenTokens;
import io.github.zohooauth.testkit.RejectingApi;
import io.github.zohooauth.testkit.SendMethod;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which request bodies are sent again when a request is repeated. */
@Timeout(20)
class RepeatedBodyTest {

  private final RejectingApi api = new RejectingApi();

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @EnumSource
  void requestBodyOfKnownLength_isSentAgain(SendMethod way) throws Exception {
    HttpRequest request = api.request().POST(BodyPublishers.ofString("{\"data\":[]}")).build();
    assertThat(way.send(api.http, request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    assertThat(api.asked())
        .containsExactly(
            RejectingApi.line("POST", api.one, "{\"data\":[]}"),
            RejectingApi.line("POST", api.two, "{\"data\":[]}"));
  }

  @ParameterizedTest
  @EnumSource
  void requestBodyOfUnknownLength_isNotSentAgain(SendMethod way) throws Exception {
    BodyPublisher stream =
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream("data".getBytes(UTF_8)));
    HttpRequest request = api.request().POST(stream).build();
    HttpResponse<String> response = way.send(api.http, request, BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEqualTo(RejectingApi.REJECTED);
    assertThat(api.asked()).containsExactly(RejectingApi.line("POST", api.one, "data"));
    assertThat(api.tokens.rejected)
        .as("the next request has a better token")
        .containsExactly(api.one);
  }

  @ParameterizedTest
  @EnumSource
  void requestBodyThatCanBeSentOnce_returnsTheFirstAnswer(SendMethod way) throws Exception {
    for (boolean failing : new boolean[] {true, false}) {
      GivenTokens fresh = new GivenTokens(api.one, api.two);
      HttpClient client = ZohoHttpClient.authorizing(api.plain, fresh);
      HttpRequest request = api.request().POST(new OneShotBody("data", failing)).build();
      HttpResponse<String> response = way.send(client, request, BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.body()).isEqualTo(RejectingApi.REJECTED);
    }
  }

  /** Has a known length; a second subscriber gets a failure, or fewer bytes. */
  private record OneShotBody(String text, boolean failing, AtomicBoolean sent)
      implements BodyPublisher {

    OneShotBody(String text, boolean failing) {
      this(text, failing, new AtomicBoolean());
    }

    @Override
    public long contentLength() {
      return text.length();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
      BodyPublisher body = BodyPublishers.ofString(sent.getAndSet(true) ? text.substring(1) : text);
      if (failing && body.contentLength() < contentLength()) {
        BodyPublishers.ofInputStream(() -> null).subscribe(subscriber);
      } else {
        body.subscribe(subscriber);
      }
    }
  }
}
