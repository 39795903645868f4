package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.PassedOnStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another host changes the record during a renewal, and its record wins. */
@Timeout(10)
class OvertakenRenewalTest {

  private static final TokenOwner OWNER = TokenOwner.unnamed();

  /** Lets another host act between the first look at a record and its lease. */
  private static final class SharedStore extends PassedOnStore {

    private final AtomicReference<Runnable> beforeLease = new AtomicReference<>(() -> {});
    private volatile boolean loadFails;

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      if (loadFails) {
        throw new TokenStoreException("it fails");
      }
      return tokens.load(key);
    }

    @Override
    public Optional<Lease> tryLease(TokenKey key) {
      beforeLease.getAndSet(() -> {}).run();
      return tokens.tryLease(key);
    }
  }

  private final ManualTime time = new ManualTime();
  private final SharedStore store = new SharedStore();
  private final CountingZoho zoho = new CountingZoho(time);
  private final SelfClient client = client();
  private final SelfClient otherHost = client();

  private SelfClient client() {
    return zoho.client().tokenStore(store).pauses(time).build();
  }

  @BeforeEach
  void storeAnExpiredToken() {
    store.save(Scene.KEY, zoho.record("old", time.instant().minus(Duration.ofHours(2))));
  }

  @AfterEach
  void close() {
    client.close();
    otherHost.close();
    zoho.close();
  }

  /** Lets another host act while the first token call is in progress. */
  private void duringTheCall(Runnable other, @Nullable CannedAnswer instead) {
    AtomicReference<Runnable> once = new AtomicReference<>(other);
    zoho.script =
        number -> {
          once.getAndSet(() -> {}).run();
          return number == 1 ? instead : null;
        };
  }

  private void saveAnothersToken() {
    store.save(Scene.KEY, zoho.record("of-another-host", time.instant()));
  }

  private void requireServed(String token) {
    assertThat(client.getAccessToken().value()).isEqualTo(token);
    assertThat(client.getAccessToken().value()).as("from memory").isEqualTo(token);
    assertThat(otherHost.getAccessToken().value()).as("to another host").isEqualTo(token);
  }

  @Test
  void tokenThatAnotherHostObtained_duringTheCall_isServed() {
    duringTheCall(this::saveAnothersToken, null);
    requireServed("1.of-another-host");
    assertThat(zoho.refreshes).hasValue(1);
  }

  @Test
  void signInAtAnotherHost_duringTheCall_isServed() {
    duringTheCall(() -> otherHost.exchange("1.code"), null);
    requireServed("1.access-0");
    assertThat(zoho.refreshes).hasValue(1);
  }

  @Test
  void signInAtAnotherHost_whileZohoRefusesTheOldRefreshToken_isServed() {
    duringTheCall(() -> otherHost.exchange("1.code"), CountingZoho.REFUSED);
    requireServed("1.access-0");
    assertThat(zoho.refreshes).hasValue(1);
  }

  @Test
  void revocationAtAnotherHost_duringTheCall_leavesNothingInMemory() {
    duringTheCall(() -> otherHost.revoke(OWNER), null);
    assertThatThrownBy(client::getAccessToken).isInstanceOf(AuthorizationRequiredException.class);
    assertThatThrownBy(client::getAccessToken).isInstanceOf(AuthorizationRequiredException.class);
    assertThat(store.load(Scene.KEY)).isEmpty();
    assertThat(zoho.refreshes).hasValue(1);
  }

  @Test
  void refreshTokenThatAnotherHostStored_duringTheCall_isUsedInstead() {
    StoredToken other = StoredToken.refreshing(zoho.dataCenter(), "1.other");
    duringTheCall(() -> store.save(Scene.KEY, other), null);
    requireServed("1.access-2");
    assertThat(store.load(Scene.KEY).orElseThrow().refreshToken()).isEqualTo("1.other");
    assertThat(zoho.refreshes).hasValue(2);
  }

  @Test
  void rejectedToken_thatAnotherHostStoredAgain_duringTheCall_isNotServed() {
    StoredToken rejected = zoho.record("rejected", time.instant().minus(Duration.ofMinutes(30)));
    store.save(Scene.KEY, rejected);
    AccessToken served = client.getAccessToken();
    duringTheCall(() -> store.save(Scene.KEY, rejected), null);
    assertThat(client.replaceRejected(served).value()).isEqualTo("1.access-1");
    assertThat(client.getAccessToken().value()).isEqualTo("1.access-1");
  }

  @Test
  void recordThatAnotherHostChanged_andThatCannotBeRead_costsNoSecondCall() {
    duringTheCall(
        () -> {
          saveAnothersToken();
          store.loadFails = true;
        },
        null);
    assertThat(client.getAccessToken().value()).isEqualTo("1.access-1");
    assertThat(client.getAccessToken().value()).isEqualTo("1.access-1");
    assertThat(zoho.refreshes).hasValue(1);
  }

  @Test
  void tokenThatAnotherHostObtained_beforeTheLease_costsNoSecondCall() {
    store.beforeLease.set(otherHost::getAccessToken);
    requireServed("1.access-1");
    assertThat(zoho.refreshes).hasValue(1);
  }

  @Test
  void replacementAtAnotherHost_beforeTheLease_costsNoSecondCall() {
    store.save(Scene.KEY, zoho.record("rejected", time.instant().minus(Duration.ofMinutes(30))));
    AccessToken rejected = client.getAccessToken();
    store.beforeLease.set(() -> otherHost.replaceRejected(rejected));
    assertThat(client.replaceRejected(rejected).value()).isEqualTo("1.access-1");
    assertThat(zoho.refreshes).hasValue(1);
  }

  @Test
  void pauseThatZohoAskedAnotherHostFor_beforeTheLease_isKept() {
    zoho.script = number -> CountingZoho.DENIED;
    store.beforeLease.set(
        () ->
            assertThatThrownBy(otherHost::getAccessToken).isInstanceOf(RateLimitedException.class));
    assertThatThrownBy(client::getAccessToken)
        .isInstanceOf(RateLimitedException.class)
        .hasMessageContaining("Zoho asked for a pause");
    assertThat(zoho.refreshes).hasValue(1);
  }

  @Test
  void revocationAtAnotherHost_beforeTheLease_costsNoCall() {
    store.beforeLease.set(() -> otherHost.revoke(OWNER));
    assertThatThrownBy(client::getAccessToken).isInstanceOf(AuthorizationRequiredException.class);
    assertThat(store.load(Scene.KEY)).isEmpty();
    assertThat(zoho.refreshes).hasValue(0);
  }
}
