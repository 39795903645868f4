package io.github.zohooauth.client;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.internal.text.Scopes;
import io.github.zohooauth.store.TokenKey;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One authorization under way: where to send the browser, and what to keep until the answer.
 *
 * <p>It answers to one redirect, within ten minutes, and only of the browser that it was made for:
 * keep it in that browser's session, as {@link #text} if need be, or in {@link
 * PendingAuthorizations}. Immutable and thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1">RFC 6749, section 4.1.1</a>
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/web-apps/authorization.html">Zoho:
 *     authorization request</a>
 */
public final class AuthorizationRequest {

  /** What the redirect is to bring. */
  enum Kind {
    CODE,
    TOKEN,
    MORE_SCOPES
  }

  private final Kind kind;
  private final String clientId;
  private final URI uri;
  private final String redirectUri;
  private final String state;
  private final @Nullable String codeVerifier;
  private final @Nullable String nonce;
  private final Instant expiresAt;
  private final @Nullable TokenKey key;

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

  /** Returns where to send the browser; it holds the state, so keep it out of logs. */
  public URI uri() {
    return uri;
  }

  /** Returns the redirect URI, where the browser comes back to with the answer. */
  public String redirectUri() {
    return redirectUri;
  }

  /** Returns the state, by which an answer belongs to this request: keep it out of logs. */
  public String state() {
    return state;
  }

  /** Returns from when on an answer is refused. */
  public Instant expiresAt() {
    return expiresAt;
  }

  Kind kind() {
    return kind;
  }

  String clientId() {
    return clientId;
  }

  @Nullable String codeVerifier() {
    return codeVerifier;
  }

  @Nullable String nonce() {
    return nonce;
  }

  /** What is asked for, as the URI says. */
  Set<String> scopes() {
    return parameter("scope").map(Scopes::parse).orElse(Set.of());
  }

  /** Whether a refresh token is asked for, as the URI says. */
  boolean isOffline() {
    return parameter("access_type").filter("offline"::equals).isPresent();
  }

  private Optional<String> parameter(String name) {
    return RedirectParameters.ofQuery(uri.toString()).flatMap(all -> all.get(name));
  }

  /** Whose record is to have more scopes, if that is what was asked for. */
  Optional<TokenKey> key() {
    return Optional.ofNullable(key);
  }

  /**
   * Returns this request as one line of text, to be kept in the web session of the browser.
   *
   * @return a secret: with it, and the redirect, tokens can be had
   */
  public String text() {
    return AuthorizationRequestText.of(this);
  }

  /**
   * Returns the request of which this is the {@link #text}.
   *
   * @throws IllegalArgumentException if it is not the text of a request, or that of a newer version
   */
  public static AuthorizationRequest parse(String text) {
    return AuthorizationRequestText.parse(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuthorizationRequest that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return state.hashCode();
  }

  /** Returns the client ID and the time, and nothing by which the request can be answered. */
  @Override
  public String toString() {
    return "AuthorizationRequest[clientId=%s, expiresAt=%s]".formatted(clientId, expiresAt);
  }

  /** Builds a request that is not the usual one. Not thread-safe. */
  public static final class Builder {

    private final AuthorizationRequests consent;
    private final String[] scopes;
    private String accessType = "offline";
    private boolean prompt;
    private boolean instance;
    private @Nullable TokenOwner owner;

    Builder(AuthorizationRequests consent, String... scopes) {
      this.consent = consent;
      this.scopes = scopes;
    }

    /** Asks for an access token alone, which ends after an hour: no refresh token. */
    public Builder online() {
      accessType = "online";
      return this;
    }

    /**
     * Has Zoho ask the user again, and issue another refresh token.
     *
     * <p>Do not ask for it at each login: Zoho keeps 20 refresh tokens of a user, and drops the
     * oldest silently.
     */
    public Builder promptConsent() {
      prompt = true;
      return this;
    }

    /**
     * Has an administrator authorize one instance (organization), so that the tokens outlive their
     * time there; all scopes must be of one Zoho product.
     *
     * @see <a href="https://www.zoho.com/accounts/protocol/oauth/instance-level-oauth.html">Zoho:
     *     instance-level OAuth</a>
     */
    public Builder instanceLevel() {
      instance = true;
      return this;
    }

    /**
     * Names who is about to authorize, so that the log warns before the 21st refresh token.
     *
     * <p>{@link #build} then reads the store, and counts what this owner's record remembers.
     */
    public Builder forOwner(TokenOwner owner) {
      this.owner = Objects.requireNonNull(owner, "owner");
      return this;
    }

    /**
     * Returns the request; nothing is sent.
     *
     * @throws IllegalArgumentException if a scope is malformed, or there is none
     * @throws TokenStoreException if the store is to be read, and cannot be
     */
    public AuthorizationRequest build() {
      if (owner != null && prompt && accessType.equals("offline")) {
        consent.warnIfFull(owner);
      }
      Map<String, String> parameters = new LinkedHashMap<>();
      parameters.put("access_type", accessType);
      if (prompt) {
        parameters.put("prompt", "consent");
      }
      return consent.code(
          instance ? "/oauth/v2/org/auth" : "/oauth/v2/auth", Require.scopes(scopes), parameters);
    }
  }
}
