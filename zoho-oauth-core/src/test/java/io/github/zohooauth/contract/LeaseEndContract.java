package io.github.zohooauth.contract;

import static io.github.zohooauth.contract.TokenStoreContract.KEY;
import static io.github.zohooauth.contract.TokenStoreContract.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.store.TokenStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a lease lasts that is not given back: 25 seconds, or as long as its process lives. */
interface LeaseEndContract {

  /** The longest call to Zoho. A lease that ends before it lets two hosts renew. */
  Duration ONE_CALL = Duration.ofSeconds(20);

  /** A little more than a lease. */
  Duration TOO_LONG = Duration.ofSeconds(26);

  /** The store's own test, which opens it. */
  TokenStoreContract self();

  @Test
  default void lease_lastsForOneCallToZoho() {
    TokenStore store = self().store();
    store.save(KEY, token(1));
    try (TokenStore.Lease lease = self().leaseTaken(ONE_CALL, store, KEY)) {
      assertThat(self().reopen(store).tryLease(KEY)).isEmpty();
      assertThat(lease.current()).contains(token(1));
      assertThat(lease.replace(token(2))).isTrue();
    }
    assertThat(store.load(KEY)).contains(token(2));
  }

  /** The holder is dead, or wakes up after all: then it writes nothing, and frees nothing. */
  @Test
  default void lease_thatIsNotGivenBack_ends_andItsHolderWritesNothing() {
    TokenStore store = self().store();
    store.save(KEY, token(1));
    TokenStore.Lease ended = self().leaseTaken(TOO_LONG, store, KEY);
    TokenStore other = self().reopen(store);
    assertThat(other.tryLease(KEY))
        .as("a lease that its holder never gave back, after " + TOO_LONG)
        .hasValueSatisfying(next -> takesOver(next, ended));
    assertThat(other.load(KEY)).contains(token(3));
  }

  private void takesOver(TokenStore.Lease next, TokenStore.Lease ended) {
    assertThat(ended.current()).contains(token(1));
    assertThat(ended.replace(token(2))).as("writes under a lease that has ended").isFalse();
    assertThat(next.current()).contains(token(1));
    assertThat(next.replace(token(3))).isTrue();
    ended.close();
    assertThat(next.replace(token(3))).as("after the other was closed").isTrue();
    next.close();
  }
}
