package io.github.zohooauth.contract;

import static io.github.zohooauth.contract.TokenStoreContract.key;
import static io.github.zohooauth.contract.TokenStoreContract.token;
import static io.github.zohooauth.contract.TokenStoreContract.userKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.ListableTokenStore;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a store that lists its keys promises. The tests are skipped for any other store. */
interface ListingContract {

  /** The store's own test, which opens it. */
  TokenStoreContract self();

  private static ListableTokenStore listable(TokenStore store) {
    assumeTrue(store instanceof ListableTokenStore, "the store is no ListableTokenStore");
    return (ListableTokenStore) store;
  }

  /** Saves that many records, and returns all keys in the order of the store. */
  private static List<TokenKey> filled(ListableTokenStore store, int records) {
    IntStream.range(0, records).forEach(i -> store.save(userKey(i), token(i)));
    List<TokenKey> keys = store.keys().toList();
    assertThat(keys)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, records).mapToObj(TokenStoreContract::userKey).toList());
    return keys;
  }

  private static List<TokenKey> byPages(ListableTokenStore store, int limit) {
    List<TokenKey> all = new ArrayList<>();
    for (List<TokenKey> page = store.keys(limit);
        !page.isEmpty();
        page = store.keys(page.get(page.size() - 1), limit)) {
      assertThat(page).hasSizeLessThanOrEqualTo(limit);
      assertThat(all).doesNotContainAnyElementsOf(page);
      all.addAll(page);
    }
    return all;
  }

  @Test
  default void keys_ofAnEmptyStore_areNone() {
    ListableTokenStore store = listable(self().store());
    assertThat(store.keys(3)).isEmpty();
    assertThat(store.keys(userKey(1), 3)).isEmpty();
    assertThat(store.keys()).isEmpty();
    assertThat(store.keysOf("user-1")).isEmpty();
  }

  @Test
  default void keys_areTheSameOnEachPageSize_alsoAfterReopening() {
    ListableTokenStore store = listable(self().store());
    List<TokenKey> keys = filled(store, 120);
    for (int limit : List.of(1, 7, 120, 1_000, Integer.MAX_VALUE)) {
      assertThat(byPages(store, limit)).as("pages of %d", limit).isEqualTo(keys);
    }
    assertThat(store.keys(7)).isEqualTo(keys.subList(0, 7));
    assertThat(store.keys(keys.get(118), 7)).containsExactly(keys.get(119));
    assertThat(byPages(listable(self().reopen(store)), 50)).isEqualTo(keys);
  }

  @Test
  default void keys_keepTheirPlaces_whileOthersAreSavedAndDeleted() {
    ListableTokenStore store = listable(self().store());
    List<TokenKey> keys = filled(store, 30);
    List<TokenKey> seen = new ArrayList<>(store.keys(10));
    Set<TokenKey> later = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      TokenKey more = key(TokenOwner.organization("later-" + i));
      later.add(more);
      store.save(more, token(i));
    }
    TokenKey last = seen.get(9);
    keys.subList(0, 15).forEach(store::delete); // all that were seen, and some that were not
    store.save(keys.get(20), token(99));
    for (List<TokenKey> page = store.keys(last, 4); !page.isEmpty(); page = store.keys(last, 4)) {
      assertThat(seen).doesNotContainAnyElementsOf(page);
      last = page.get(page.size() - 1);
      seen.addAll(page);
    }
    seen.removeAll(later);
    List<TokenKey> expected = new ArrayList<>(keys.subList(0, 10));
    expected.addAll(keys.subList(15, 30));
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  default void keys_haveNoneOfALeaseWithoutARecord_norOfADeletedRecord() {
    ListableTokenStore store = listable(self().store());
    store.save(userKey(1), token(1));
    store.save(userKey(2), token(2));
    store.delete(userKey(2));
    try (TokenStore.Lease lease = store.tryLease(userKey(3)).orElseThrow()) {
      assertThat(lease.current()).isEmpty();
      assertThat(store.keys(9)).containsExactly(userKey(1));
      assertThat(store.keys()).containsExactly(userKey(1));
    }
  }

  @Test
  default void keysOf_findsAUser_inAllOrganizationsAndEnvironments_andNoOtherUser() {
    ListableTokenStore store = listable(self().store());
    for (String user : List.of("ada", "a%b_c!", "zoë", "x".repeat(6_000))) {
      TokenOwner owner = TokenOwner.user(user);
      List<TokenKey> of =
          List.of(
              key(owner),
              key(owner.inOrganization("7")),
              key(owner.inOrganization("7").inEnvironment(Environment.SANDBOX)),
              new TokenKey("1000.ANOTHER", owner));
      of.forEach(key -> store.save(key, token(1)));
      List.of(user + "z", "z" + user, user.toUpperCase(Locale.ROOT) + "Z", "aXb_c!", "a%bXc!")
          .forEach(other -> store.save(key(TokenOwner.user(other)), token(2)));
      store.save(key(TokenOwner.organization(user)), token(3));
      store.save(key(TokenOwner.organization("&user=" + user)), token(3));
      assertThat(store.keysOf(user)).as("%.20s", user).containsExactlyInAnyOrderElementsOf(of);
    }
    store.save(key(TokenOwner.unnamed()), token(4));
    assertThat(store.keysOf("unnamed")).isEmpty();
    assertThat(store.keysOf("nowhere")).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway") // the misuse is the test
  default void listing_refusesBadInput_byItsName() {
    ListableTokenStore store = listable(self().store());
    for (int limit : List.of(0, -1, Integer.MIN_VALUE)) {
      assertThatThrownBy(() -> store.keys(limit))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("limit: ");
      assertThatThrownBy(() -> store.keys(userKey(1), limit))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("limit: ");
    }
    assertThatThrownBy(() -> store.keys(null, 1)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> store.keysOf(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> store.keysOf(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("user: ");
  }
}
