package io.github.zohooauth.contract;

import static io.github.zohooauth.contract.TokenStoreContract.KEY;
import static io.github.zohooauth.contract.TokenStoreContract.token;
import static io.github.zohooauth.contract.TokenStoreContract.userKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.ListableTokenStore;
import io.github.zohooauth.store.TokenStore;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What a store does while its place cannot be reached. An empty answer would sign every user out.
 */
interface OutageContract {

  /** The store's own test, which opens it. */
  TokenStoreContract self();

  @Test
  default void outage_isAFailure_andNotAnEmptyStore() {
    TokenStore store = self().store();
    store.save(KEY, token(1));
    TokenStore.Lease lease = store.tryLease(KEY).orElseThrow();
    assertThat(lease.current()).contains(token(1));
    if (!self().cutOff(store)) {
      return;
    }
    fails("load", () -> store.load(KEY));
    fails("load of an absent key", () -> store.load(userKey(9)));
    fails("save", () -> store.save(KEY, token(2)));
    fails("delete", () -> store.delete(KEY));
    fails("tryLease", () -> store.tryLease(userKey(9)));
    fails("replace", () -> lease.replace(token(2)));
    if (store instanceof ListableTokenStore listable) {
      fails("keys", () -> listable.keys(1));
      fails("keysOf", () -> listable.keysOf("42"));
    }
    assertThatCode(lease::close).as("close of a lease").doesNotThrowAnyException();
  }

  private static void fails(String call, ThrowingCallable during) {
    assertThatThrownBy(during)
        .as(call + " during an outage")
        .isInstanceOf(TokenStoreException.class)
        .hasMessageNotContainingAny("1000.access", "1000.refresh");
  }
}
