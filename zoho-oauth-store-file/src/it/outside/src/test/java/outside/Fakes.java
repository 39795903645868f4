package outside;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.UserInfo;
import io.github.zohooauth.client.OAuthClient;
import io.github.zohooauth.client.SignIn;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What an application's tests write in place of the library's own types. */
final class Fakes {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final TokenOwner ADA = TokenOwner.user("ada");
  static final AccessToken TOKEN = AccessToken.of("1000.access", NOON, DataCenter.EU);

  private Fakes() {}

  /** A client with the tokens of one owner. */
  record Client(TokenOwner owner, AccessToken token) implements OAuthClient {
    @Override
    public String clientId() {
      return "1000.OUTSIDE";
    }

    @Override
    public TokenProvider forOwner(TokenOwner asked) {
      return () -> isAuthorized(asked) ? token : null;
    }

    @Override
    public boolean isAuthorized(TokenOwner asked) {
      return asked.equals(owner);
    }

    @Override
    public Map<String, String> details(TokenOwner asked) {
      return Map.of("of", asked.text());
    }

    @Override
    public UserInfo userInfo(TokenOwner asked) {
      return new UserInfo(asked.user(), null, null, null, null);
    }

    @Override
    public void revoke(TokenOwner asked) {
      throw new UnsupportedOperationException("revoke " + asked.text());
    }

    @Override
    public void forget(TokenOwner asked) {
      throw new UnsupportedOperationException("forget " + asked.text());
    }

    @Override
    public void close() {}
  }

  /** A store with the three methods that a store needs. */
  record Store(Map<TokenKey, StoredToken> records) implements TokenStore {
    Store() {
      this(new ConcurrentHashMap<>());
    }

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      return Optional.ofNullable(records.get(key));
    }

    @Override
    public void save(TokenKey key, StoredToken token) {
      records.put(key, token);
    }

    @Override
    public void delete(TokenKey key) {
      records.remove(key);
    }
  }

  /** A sign-in, and the details that a resolver adds to it. */
  record AdasSignIn(AccessToken accessToken, IdToken idToken, Map<String, String> details)
      implements SignIn {
    @Override
    public UserInfo userInfo() {
      return new UserInfo(idToken.subject(), idToken.email(), "Ada", "Ada", "L");
    }

    @Override
    public boolean hasRefreshToken() {
      return true;
    }

    @Override
    public void putDetail(String name, String value) {
      details.put(name, value);
    }
  }

  /** The claims of an id_token. */
  record Claims(String issuer, String subject, String email, Set<String> audience)
      implements IdToken {
    @Override
    public Optional<Instant> expiresAt() {
      return Optional.of(NOON);
    }

    @Override
    public Optional<Instant> issuedAt() {
      return Optional.empty();
    }

    @Override
    public Optional<String> claim(String name) {
      return Optional.of(name);
    }
  }

  /** An event of a listener. */
  record Renewal(String clientId, TokenOwner owner, DataCenter dataCenter, Duration duration)
      implements TokenListener.Event {}
}
