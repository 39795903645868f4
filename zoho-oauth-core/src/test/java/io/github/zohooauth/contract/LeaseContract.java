package io.github.zohooauth.contract;

import static io.github.zohooauth.contract.TokenStoreContract.KEY;
import static io.github.zohooauth.contract.TokenStoreContract.token;
import static io.github.zohooauth.contract.TokenStoreContract.userKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.store.TokenStore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the leases of a token store promise: one holder at a time, and no write over another's. */
interface LeaseContract {

  /** The store's own test, which opens it. */
  TokenStoreContract self();

  @Test
  default void lease_isHeldByOne_untilItIsClosed() {
    TokenStore store = self().store();
    TokenStore.Lease lease = store.tryLease(KEY).orElseThrow();
    assertThat(store.tryLease(KEY)).isEmpty();
    assertThat(store.tryLease(userKey(7))).as("another key").isPresent();
    lease.close();
    lease.close();
    TokenStore.Lease next = store.tryLease(KEY).orElseThrow();
    lease.close();
    assertThat(store.tryLease(KEY)).as("closing the old one does not free the new").isEmpty();
    next.close();
  }

  @Test
  default void lease_readsAndReplaces() {
    TokenStore store = self().store();
    store.save(KEY, token(1));
    try (TokenStore.Lease lease = store.tryLease(KEY).orElseThrow()) {
      assertThat(lease.current()).contains(token(1));
      assertThat(lease.replace(token(2))).isTrue();
      assertThat(lease.replace(token(3))).as("its own record may be replaced again").isTrue();
    }
    assertThat(store.load(KEY)).contains(token(3));
  }

  @Test
  default void lease_ofAbsentRecord_canStoreTheFirst() {
    TokenStore store = self().store();
    try (TokenStore.Lease lease = store.tryLease(KEY).orElseThrow()) {
      assertThat(lease.current()).isEmpty();
      assertThat(lease.replace(token(1))).isTrue();
    }
    assertThat(store.load(KEY)).contains(token(1));
  }

  @Test
  default void replace_afterSomebodySaved_writesNothing() {
    TokenStore store = self().store();
    store.save(KEY, token(1));
    try (TokenStore.Lease lease = store.tryLease(KEY).orElseThrow()) {
      assertThat(lease.current()).contains(token(1));
      store.save(KEY, token(2));
      assertThat(lease.replace(token(3))).isFalse();
    }
    assertThat(store.load(KEY)).contains(token(2));
  }

  @Test
  default void replace_afterSomebodyDeleted_writesNothing() {
    TokenStore store = self().store();
    store.save(KEY, token(1));
    try (TokenStore.Lease lease = store.tryLease(KEY).orElseThrow()) {
      assertThat(lease.current()).contains(token(1));
      store.delete(KEY);
      assertThat(lease.replace(token(2))).isFalse();
    }
    assertThat(store.load(KEY)).isEmpty();
  }

  @Test
  default void replace_afterClose_writesNothing() {
    TokenStore store = self().store();
    store.save(KEY, token(1));
    TokenStore.Lease lease = store.tryLease(KEY).orElseThrow();
    assertThat(lease.current()).contains(token(1));
    lease.close();
    assertThat(lease.replace(token(2))).isFalse();
    assertThat(store.load(KEY)).contains(token(1));
  }

  @Test
  default void lease_excludesTheOtherStoreObjects_overTheSamePlace() {
    TokenStore store = self().store();
    TokenStore.Lease lease = store.tryLease(KEY).orElseThrow();
    assertThat(self().reopen(store).tryLease(KEY)).isEmpty();
    lease.close();
    self().reopen(store).tryLease(KEY).orElseThrow().close();
  }

  @Test
  default void lease_thatWasGivenBack_isFree_andItsReplaceWritesNothing() {
    TokenStore store = self().store();
    store.save(KEY, token(1));
    TokenStore.Lease left = store.tryLease(KEY).orElseThrow();
    assertThat(left.current()).contains(token(1));
    left.close();
    try (TokenStore.Lease next = self().reopen(store).tryLease(KEY).orElseThrow()) {
      assertThat(next.current()).contains(token(1));
      assertThat(left.replace(token(2))).as("fenced").isFalse();
      assertThat(next.replace(token(3))).isTrue();
      assertThat(left.replace(token(2))).as("fenced").isFalse();
    }
    assertThat(store.load(KEY)).contains(token(3));
  }

  @Test
  default void replace_afterSomebodyDeletedAndSaved_writesNothing() {
    TokenStore store = self().store();
    store.save(KEY, token(1));
    try (TokenStore.Lease lease = store.tryLease(KEY).orElseThrow()) {
      assertThat(lease.current()).contains(token(1));
      store.delete(KEY);
      store.save(KEY, token(2));
      assertThat(lease.replace(token(3))).isFalse();
      assertThat(lease.current()).as("a second look").contains(token(2));
    }
    assertThat(store.load(KEY)).contains(token(2));
  }

  @Test
  default void replace_afterAnotherStoreObjectSavedOrDeleted_writesNothing() {
    TokenStore store = self().store();
    store.save(KEY, token(1));
    try (TokenStore.Lease lease = store.tryLease(KEY).orElseThrow()) {
      assertThat(lease.current()).contains(token(1));
      self().reopen(store).save(KEY, token(2));
      assertThat(lease.replace(token(3))).isFalse();
      assertThat(lease.current()).contains(token(2));
      self().reopen(store).delete(KEY);
      assertThat(lease.replace(token(3))).isFalse();
    }
    assertThat(self().reopen(store).load(KEY)).isEmpty();
  }

  @Test
  default void saveAndDelete_underALease_neitherWaitNorFail_andFreeNobodysTurn() {
    TokenStore store = self().store();
    TokenStore.Lease lease = store.tryLease(KEY).orElseThrow();
    store.save(KEY, token(1));
    assertThat(store.load(KEY)).contains(token(1));
    store.delete(KEY);
    assertThat(store.load(KEY)).isEmpty();
    lease.close();
    store.tryLease(KEY).orElseThrow().close();
  }

  @Test
  default void leases_takenByManyThreads_areHeldByOneAtATime() {
    TokenStore store = self().store();
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    IntStream.range(0, 400)
        .parallel()
        .forEach(
            i ->
                store
                    .tryLease(KEY)
                    .ifPresent(
                        lease -> {
                          assertThat(holders.incrementAndGet()).isEqualTo(1);
                          taken.incrementAndGet();
                          holders.decrementAndGet();
                          lease.close();
                        }));
    assertThat(taken).hasPositiveValue();
    store.tryLease(KEY).orElseThrow().close();
  }
}
