package io.github.zohooauth.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a token store promises: its three methods, its leases, the listing if it has one, and what
 * it does in an outage.
 *
 * <p>Extend it, say how your store is opened and cut off, and every test runs against it. The two
 * tests of {@link LeaseEndContract} wait 46 seconds in all, unless {@link #leaseTaken} is
 * overridden.
 */
public abstract class TokenStoreContract
    implements LeaseContract, LeaseEndContract, OutageContract, ListingContract {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final TokenKey KEY = key(TokenOwner.user("42"));

  /** Returns a store that is empty; called once per test. */
  protected abstract TokenStore store();

  /**
   * Returns another store object over the same place, as another JVM opens it: with connections and
   * locks of its own. Return the same object only if the tokens are gone with the program.
   */
  protected abstract TokenStore reopen(TokenStore store);

  /**
   * Cuts this store off from its place, as an outage of the server or the disk does.
   *
   * @return false if the tokens are in this JVM, so that nothing can be cut off
   */
  protected abstract boolean cutOff(TokenStore store);

  /**
   * Takes a lease, never gives it back, and returns it this long afterwards.
   *
   * <p>The default waits. Override it if your test can set the clock by which leases end.
   */
  protected TokenStore.Lease leaseTaken(Duration ago, TokenStore store, TokenKey key) {
    TokenStore.Lease lease = store.tryLease(key).orElseThrow();
    long from = System.nanoTime();
    for (long left = ago.toNanos(); left > 0; left = ago.toNanos() - (System.nanoTime() - from)) {
      LockSupport.parkNanos(left);
    }
    return lease;
  }

  @Override
  public final TokenStoreContract self() {
    return this;
  }

  /** Returns a key of the contract's client for this owner. */
  public static TokenKey key(TokenOwner owner) {
    return new TokenKey("1000.CONTRACT", owner);
  }

  /** Returns a record that has everything a record can have, told apart by its number. */
  public static StoredToken token(int number) {
    AccessToken access =
        new AccessToken(
            "1000.access-" + number,
            NOON.plusSeconds(3600),
            Set.of("ZohoCRM.modules.ALL", "email"),
            DataCenter.EU,
            URI.create("https://www.zohoapis.eu"));
    return StoredToken.refreshing(DataCenter.EU, "1000.refresh-" + number)
        .withAccessToken(access, NOON)
        .withDetail("e-mail", "zoë+" + number + "@example.com")
        .withDetail("note", "two\nlines, \"quotes\", a tab\t and \uD83D\uDE00");
  }

  @Test
  void load_ofAbsentKey_isEmpty() {
    assertThat(store().load(KEY)).isEmpty();
  }

  @Test
  void save_isWhatLoadReturns_alsoAfterReopening() {
    TokenStore store = store();
    store.save(KEY, token(1));
    assertThat(store.load(KEY)).contains(token(1));
    assertThat(reopen(store).load(KEY)).contains(token(1));
  }

  @Test
  void save_replacesWhatWasThere() {
    TokenStore store = store();
    store.save(KEY, token(1));
    store.save(KEY, token(2));
    store.save(KEY, StoredToken.refreshing(DataCenter.US, "1000.only-this"));
    assertThat(store.load(KEY)).contains(StoredToken.refreshing(DataCenter.US, "1000.only-this"));
  }

  @Test
  void save_keepsFieldsOfLaterVersions() {
    String text =
        """
        {"zohoOAuthToken":1,"dataCenter":"eu","refreshToken":"1000.r","later":{"a":[1,"b"]}}""";
    StoredToken later = TokenCodec.plain().decode(KEY, text);
    TokenStore store = store();
    store.save(KEY, later);
    StoredToken loaded = store.load(KEY).orElseThrow();
    assertThat(loaded).isEqualTo(later);
    assertThat(TokenCodec.plain().encode(KEY, loaded)).contains("\"later\":{\"a\":[1,\"b\"]}");
  }

  @Test
  void delete_removes_andAbsentIsFine() {
    TokenStore store = store();
    store.delete(KEY);
    store.save(KEY, token(1));
    store.delete(KEY);
    assertThat(store.load(KEY)).isEmpty();
    assertThat(reopen(store).load(KEY)).isEmpty();
    store.delete(KEY);
  }

  @Test
  void keys_thatLookAlike_areKeptApart() {
    List<TokenOwner> owners =
        Stream.concat(
                Stream.of(
                        "a", "A", "a ", " a", "a.", "a/b", "../a", "a\u0000", "CON", "é", "e\u0301")
                    .map(TokenOwner::user),
                Stream.of(
                    TokenOwner.unnamed(),
                    TokenOwner.organization("a"),
                    TokenOwner.user("a").inOrganization("a"),
                    TokenOwner.user("a").inEnvironment(Environment.SANDBOX),
                    TokenOwner.user("a").inEnvironment(Environment.PRODUCTION),
                    TokenOwner.user("a&organization=a"),
                    TokenOwner.user("x".repeat(10_000))))
            .toList();
    TokenStore store = store();
    IntStream.range(0, owners.size()).forEach(i -> store.save(key(owners.get(i)), token(i)));
    IntStream.range(0, owners.size())
        .forEach(i -> assertThat(store.load(key(owners.get(i)))).contains(token(i)));
  }

  @Test
  void keys_ofDifferentScopes_areKeptApart() {
    TokenOwner owner = TokenOwner.organization("ZohoCRM.600123");
    List<TokenKey> keys =
        Stream.of("", "A.READ", "a.READ", "A.READ,B.READ", "B.READ", "A.READ.B.READ")
            .map(scopes -> scopes.isEmpty() ? Set.<String>of() : Set.of(scopes.split(",")))
            .map(scopes -> new TokenKey("1000.CONTRACT", owner, scopes))
            .toList();
    TokenStore store = store();
    IntStream.range(0, keys.size()).forEach(i -> store.save(keys.get(i), token(i)));
    IntStream.range(0, keys.size())
        .forEach(i -> assertThat(store.load(keys.get(i))).contains(token(i)));
  }

  @Test
  void save_byManyThreads_losesNoRecord() {
    TokenStore store = store();
    IntStream.range(0, 200).parallel().forEach(i -> store.save(userKey(i), token(i)));
    IntStream.range(0, 200).forEach(i -> assertThat(store.load(userKey(i))).contains(token(i)));
  }

  @Test
  void load_whileOthersSave_isAlwaysOneOfTheirRecords() {
    TokenStore store = store();
    store.save(KEY, token(0));
    List<StoredToken> possible = IntStream.range(0, 20).mapToObj(i -> token(i)).toList();
    IntStream.range(0, 400)
        .parallel()
        .forEach(
            i -> {
              if (i % 2 == 0) {
                store.save(KEY, token(i % 20));
              } else {
                assertThat(possible).contains(store.load(KEY).orElseThrow());
              }
            });
  }

  @Test
  @SuppressWarnings("NullAway") // the misuse is the test
  void missingArguments_areRefused() {
    TokenStore store = store();
    assertThatThrownBy(() -> store.load(null)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> store.save(null, token(1))).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> store.save(KEY, null)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> store.delete(null)).isInstanceOf(RuntimeException.class);
    assertThat(store.load(KEY)).isEmpty();
  }

  @Test
  void toString_holdsNoToken() {
    TokenStore store = store();
    store.save(KEY, token(1));
    assertThat(store.toString()).doesNotContain("1000.access", "1000.refresh");
  }

  static TokenKey userKey(int number) {
    return key(TokenOwner.user("user-" + number));
  }
}
