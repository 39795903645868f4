package io.github.zohooauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.testkit.GivenTokens;
import io.github.zohooauth.testkit.RawServer;
import io.github.zohooauth.testkit.SendMethod;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rest of an endless 401 is neither read nor kept, and its connection is closed. */
@Timeout(20)
class EndlessAnswerTest {

  private static final String PIECE = "x".repeat(10_000);
  private static final int TOO_MUCH = 64 * 1024 * 1024;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong sent = new AtomicLong();

  /** The server hangs up after so many bytes, so that a client that reads them all fails. */
  private volatile long limit = TOO_MUCH;

  private final RawServer server =
      new RawServer(
          connection -> {
            while (connection.awaitRequest()) {
              if (connection.readRequest().contains("1000.two")) {
                connection.answer("{}");
                continue;
              }
              try {
                connection.write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 9999999999\r\n\r\n");
                while (sent.get() < limit) {
                  connection.write(PIECE);
                  sent.addAndGet(PIECE.length());
                }
                return;
              } finally {
                closed.countDown();
              }
            }
          });
  private final String base = server.dataCenter().accountsServer().toString();
  private final AccessToken one = GivenTokens.token("1000.one", base);
  private final AccessToken two = GivenTokens.token("1000.two", base);
  private final HttpRequest request =
      HttpRequest.newBuilder(URI.create(base)).version(HttpClient.Version.HTTP_1_1).build();

  EndlessAnswerTest() throws IOException {}

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  private static HttpClient client(TokenProvider tokens) {
    return ZohoHttpClient.authorizing(HttpClient.newHttpClient(), tokens);
  }

  private void assertClosed() throws InterruptedException {
    assertThat(closed.await(10, TimeUnit.SECONDS)).as("closed").isTrue();
    assertThat(sent).as("bytes into buffers").hasValueLessThan(TOO_MUCH);
  }

  @ParameterizedTest
  @EnumSource
  void rejection_isClosed_ifTheRepeatSucceeds(SendMethod way) throws Exception {
    HttpClient http = client(new GivenTokens(one, two));
    assertThat(way.send(http, request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    assertClosed();
  }

  @ParameterizedTest
  @EnumSource
  void rejection_isClosed_ifTheUserHasToAuthorize(SendMethod way) throws Exception {
    AuthorizationRequiredException required = new AuthorizationRequiredException("gone");
    TokenProvider tokens =
        new TokenProvider() {
          @Override
          public AccessToken getAccessToken() {
            return one;
          }

          @Override
          public AccessToken replaceRejected(AccessToken rejected) {
            throw required;
          }

          @Override
          public CompletableFuture<AccessToken> replaceRejectedAsync(AccessToken rejected) {
            return CompletableFuture.failedFuture(required);
          }
        };
    assertThatThrownBy(() -> way.send(client(tokens), request, BodyHandlers.ofString()))
        .isSameAs(required);
    assertClosed();
  }

  @ParameterizedTest
  @EnumSource
  void answerOfTheCaller_isClosed_whenTheyCloseIt(SendMethod way) throws Exception {
    HttpClient http = client(new GivenTokens(one));
    try (InputStream body = way.send(http, request, BodyHandlers.ofInputStream()).body()) {
      assertThat(body.readNBytes(100_000)).containsOnly('x');
    }
    assertClosed();
  }

  @Test
  void answerOfTheCaller_isClosed_whenTheyCancel() throws Exception {
    limit = Long.MAX_VALUE;
    CountDownLatch replayed = new CountDownLatch(1);
    CompletableFuture<HttpResponse<Void>> sending =
        client(new GivenTokens(one)).sendAsync(request, endless(replayed));
    replayed.await();
    sending.cancel(true);
    assertThat(closed.await(10, TimeUnit.SECONDS)).as("closed").isTrue();
  }

  @Test
  void answerOfTheCaller_isClosed_whenTheyAreInterrupted() throws Exception {
    limit = Long.MAX_VALUE;
    CountDownLatch replayed = new CountDownLatch(1);
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                client(new GivenTokens(one)).send(request, endless(replayed));
              } catch (Exception e) {
                outcome.complete(e);
              }
            });
    caller.start();
    replayed.await();
    caller.interrupt();
    assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    assertThat(closed.await(10, TimeUnit.SECONDS)).as("closed").isTrue();
  }

  /** Reads to the end; tells when it gets the answer. */
  private static BodyHandler<Void> endless(CountDownLatch replayed) {
    return head -> {
      replayed.countDown();
      return BodyHandlers.discarding().apply(head);
    };
  }
}
