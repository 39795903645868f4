package io.github.zohooauth.client;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.internal.text.Scopes;
import io.github.zohooauth.store.KeyRing;
import io.github.zohooauth.store.TokenKey;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request: where to send the browser, and what to keep until it comes back.
 *
 * <p>It accepts one redirect, within ten minutes. Keep it in the session of the browser that it was
 * made for, for example as {@link #text}, or in {@link PendingAuthorizations}. Without a session,
 * keep it {@linkplain #encrypted encrypted} in a cookie. Immutable and thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1">RFC 6749, section 4.1.1</a>
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/web-apps/authorization.html">Zoho:
 *     authorization request</a>
 */
public final class AuthorizationRequest {

  /** What the redirect brings. */
  enum Kind {
    CODE("code"),
    TOKEN("token"),
    MORE_SCOPES("update_scopes");

    final String responseType;

    Kind(String responseType) {
      this.responseType = responseType;
    }
  }

  final Kind kind;
  final String clientId;
  private final URI uri;
  private final String redirectUri;
  private final String state;
  final @Nullable String codeVerifier;
  final @Nullable String nonce;
  private final Instant expiresAt;

  /** The key of the record that gets more scopes; null for other requests. */
  final @Nullable TokenKey key;

  AuthorizationRequest(
      Kind kind,
      String clientId,
      URI uri,
      String redirectUri,
      String state,
      @Nullable String codeVerifier,
      @Nullable String nonce,
      Instant expiresAt,
      @Nullable TokenKey key) {
    this.kind = kind;
    this.clientId = Require.clientId(clientId);
    this.uri = uri;
    this.redirectUri = redirectUri;
    this.state = Require.token("state", state);
    this.codeVerifier = codeVerifier == null ? null : Require.token("codeVerifier", codeVerifier);
    this.nonce = nonce == null ? null : Require.token("nonce", nonce);
    this.expiresAt = expiresAt;
    this.key = key;
  }

  /** Returns where to send the browser. It has the state, so keep it out of logs. */
  public URI uri() {
    return uri;
  }

  /** Returns the redirect URI, to which the browser comes back with the answer. */
  public String redirectUri() {
    return redirectUri;
  }

  /** Returns the state, which ties the answer to this request. Keep it out of logs. */
  public String state() {
    return state;
  }

  /** Returns when the request expires. Later answers are refused. */
  public Instant expiresAt() {
    return expiresAt;
  }

  Set<String> scopes() {
    return parameter("scope").map(Scopes::parse).orElse(Set.of());
  }

  boolean isOffline() {
    return parameter("access_type").filter("offline"::equals).isPresent();
  }

  private Optional<String> parameter(String name) {
    return RedirectParameters.ofQuery(uri.toString()).flatMap(all -> all.get(name));
  }

  /**
   * Returns this request as one line of text, for the web session of the browser.
   *
   * @return a secret: with it and the redirect, others can get the tokens
   */
  public String text() {
    return RequestText.of(this);
  }

  /**
   * Returns the request whose {@link #text} this is.
   *
   * @throws IllegalArgumentException if it is not the text of a request, or of a newer version
   */
  public static AuthorizationRequest parse(String text) {
    return RequestText.parse(text);
  }

  /**
   * Returns this request encrypted, for a cookie that hosts without a shared session set.
   *
   * <p>Delete the cookie when the answer comes, because other hosts do not know what was answered.
   *
   * @return at most 3,800 letters, digits, {@code -}, {@code _} and dots
   * @throws IllegalArgumentException if scopes or redirect URI are too long for that
   */
  public String encrypted(KeyRing ring) {
    return RequestText.encrypted(this, ring);
  }

  /**
   * Returns the request that {@link #encrypted} made this text of.
   *
   * @param encrypted what the browser brought; null stands for no cookie
   * @throws AuthorizationRequiredException if there is none, it has expired or was changed, or the
   *     ring lacks its key
   */
  public static AuthorizationRequest decrypt(@Nullable String encrypted, KeyRing ring) {
    return decrypt(encrypted, ring, InstantSource.system());
  }

  /** Does what {@link #decrypt(String, KeyRing)} does, with the clock of the client. */
  public static AuthorizationRequest decrypt(
      @Nullable String encrypted, KeyRing ring, InstantSource clock) {
    return RequestText.decrypted(encrypted, ring, clock);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuthorizationRequest that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return state.hashCode();
  }

  /** Returns the client ID and the expiry, without the state or other secrets. */
  @Override
  public String toString() {
    return "AuthorizationRequest[clientId=%s, expiresAt=%s]".formatted(clientId, expiresAt);
  }

  /** Builds a request with other options than the default ones. Not thread-safe. */
  public static final class Builder {

    private final AuthorizationRequests requests;
    private final String[] scopes;
    private String accessType = "offline";
    private boolean prompt;
    private boolean instance;
    private @Nullable TokenOwner owner;

    Builder(AuthorizationRequests requests, String... scopes) {
      this.requests = requests;
      this.scopes = scopes;
    }

    /** Asks for an access token without a refresh token. It expires after an hour. */
    public Builder online() {
      accessType = "online";
      return this;
    }

    /**
     * Makes Zoho ask the user for consent again, and issue another refresh token.
     *
     * <p>Do not use it at each login: Zoho keeps 20 refresh tokens per user, and drops the oldest
     * without notice.
     */
    public Builder promptConsent() {
      prompt = true;
      return this;
    }

    /**
     * Lets an administrator authorize one instance (organization), so that the tokens stay valid
     * when that person leaves it. All scopes must be of one Zoho product.
     *
     * @see <a href="https://www.zoho.com/accounts/protocol/oauth/instance-level-oauth.html">Zoho:
     *     instance-level OAuth</a>
     */
    public Builder instanceLevel() {
      instance = true;
      return this;
    }

    /**
     * Names the owner who authorizes, so that the log warns before the 21st refresh token.
     *
     * <p>{@link #build} then reads the owner's record, which counts the refresh tokens.
     */
    public Builder forOwner(TokenOwner owner) {
      this.owner = Objects.requireNonNull(owner, "owner");
      return this;
    }

    /**
     * Returns the request. Nothing is sent.
     *
     * @throws IllegalArgumentException if a scope is malformed, or there is none
     * @throws TokenStoreException if {@link #forOwner} was called and the store cannot be read
     */
    public AuthorizationRequest build() {
      if (owner != null && prompt && accessType.equals("offline")) {
        requests.warnIfFull(owner);
      }
      Map<String, String> parameters = new LinkedHashMap<>();
      parameters.put("access_type", accessType);
      if (prompt) {
        parameters.put("prompt", "consent");
      }
      return requests.code(
          instance ? "/oauth/v2/org/auth" : "/oauth/v2/auth", Require.scopes(scopes), parameters);
    }
  }
}
