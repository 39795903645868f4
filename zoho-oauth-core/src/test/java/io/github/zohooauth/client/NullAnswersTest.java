package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.http.ZohoHttpClient;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.store.SdkTokens;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A function of the application's that returns null is named, and no secret is sent before. */
@Timeout(20)
class NullAnswersTest {

  private static final CountingZoho ZOHO = new CountingZoho(() -> Scene.NOW);
  private static final Map<String, String> ROW =
      Map.of("id", "1", "user_name", "ada", "client_id", "1000.SDK", "refresh_token", "1.r");

  /** What is asked, and by which name its fault is told. */
  private record Asked(String option, Runnable call) {

    @Override
    public String toString() {
      return option;
    }
  }

  @AfterEach
  void nothingWasSent() {
    assertThat(ZOHO.times).isEmpty();
  }

  @AfterAll
  static void close() {
    ZOHO.close();
  }

  private static TokenStore expired() {
    TokenStore store = TokenStore.inMemory();
    store.save(Scene.KEY, ZOHO.record("old", Scene.NOW.minus(Duration.ofHours(2))));
    return store;
  }

  private static SelfClient withClock() {
    return ZOHO.client().clock(() -> nothing()).tokenStore(expired()).build();
  }

  private static void send() throws Exception {
    TokenProvider provider =
        new TokenProvider() {
          @Override
          public AccessToken getAccessToken() {
            return nothing();
          }

          @Override
          public CompletableFuture<AccessToken> getAccessTokenAsync() {
            return nothing();
          }

          @Override
          public AccessToken replaceRejected(AccessToken rejected) {
            return nothing();
          }

          @Override
          public CompletableFuture<AccessToken> replaceRejectedAsync(AccessToken rejected) {
            return nothing();
          }
        };
    ZohoHttpClient.authorizing(HttpClient.newHttpClient(), provider)
        .send(
            HttpRequest.newBuilder(URI.create("https://www.zohoapis.eu/crm")).build(),
            HttpResponse.BodyHandlers.discarding());
  }

  static Stream<Asked> functions() {
    SdkTokens rows = SdkTokens.of(List.of(ROW));
    TokenStore store = TokenStore.inMemory();
    return Stream.of(
        new Asked(
            "dataCenters: Row[",
            () -> rows.dataCenters(row -> nothing()).importInto(store, DataCenter.EU)),
        new Asked("clock: ", () -> rows.clock(() -> nothing()).importInto(store, DataCenter.EU)),
        new Asked("clock: ", () -> withClock().getAccessToken()),
        new Asked("clock: ", () -> withClock().getAccessTokenAsync().join()),
        new Asked("clock: ", () -> withClock().exchange("1.code")),
        new Asked("tokens: ", () -> call(NullAnswersTest::send)));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isNamed(Asked asked) {
    Throwable failure = Futures.cause(catchThrowable(asked.call()::run));
    assertThat(failure)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(asked.option())
        .hasMessageEndingWith(": the application's function returned null");
  }

  private interface Sending {
    void send() throws Exception;
  }

  private static void call(Sending sending) {
    try {
      sending.send();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings({
    "NullAway",
    "TypeParameterUnusedInFormals"
  }) // what a caller without nullness checks may return
  private static <T> T nothing() {
    return null;
  }
}
