package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.TokenAnswer;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** An expired token, a host that cannot reach the accounts server, and another host that can. */
final class UnsentCalls implements AutoCloseable {

  static final int CALLERS = 5;
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(61);

  private final ManualTime time = new ManualTime();
  private final TokenStore store = TokenStore.inMemory();
  final CountingZoho zoho = new CountingZoho(time);
  Duration requestTimeout = Duration.ofSeconds(19);

  UnsentCalls() {
    store.save(Scene.KEY, zoho.record("old", time.instant().minus(Duration.ofHours(2))));
  }

  private RenewalHistory notes() {
    return RenewalHistory.of(store.load(Scene.KEY).orElseThrow());
  }

  /** Fails often through this HTTP client at this place, and then succeeds on another host. */
  void costNothing(HttpClient http, URI accounts, Class<? extends ZohoOAuthException> failure)
      throws Exception {
    DataCenter dataCenter = DataCenter.of("eu", accounts, URI.create(TokenAnswer.BASE));
    try (SelfClient cutOff =
        zoho.client()
            .dataCenter(dataCenter)
            .httpClient(http)
            .tokenStore(store)
            .pauses(time)
            .callerTimeout(ManualTime.PATIENCE)
            .requestTimeout(requestTimeout)
            .build()) {
      for (int i = 0; i < CALLERS; i++) {
        CompletableFuture<AccessToken> caller = cutOff.getAccessTokenAsync();
        time.drive(caller);
        assertThatThrownBy(caller::get).hasCauseInstanceOf(failure);
        assertThat(notes().calls()).as("calls after %d callers", i + 1).isEmpty();
        time.advance(LONGEST_BACKOFF);
      }
    }
    assertThat(zoho.refreshes).hasValue(0);
    try (SelfClient other = zoho.client().tokenStore(store).build()) {
      assertThat(other.getAccessToken().value()).isEqualTo("1.access-1");
    }
    assertThat(notes().calls()).hasSize(1);
  }

  @Override
  public void close() {
    zoho.close();
  }
}
