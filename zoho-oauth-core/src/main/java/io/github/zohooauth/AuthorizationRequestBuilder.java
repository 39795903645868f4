package io.github.zohooauth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link AuthorizationRequest} that is not the usual one. Not thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/web-apps/authorization.html">Zoho:
 *     authorization request</a>
 */
public final class AuthorizationRequestBuilder {

  private final Consent consent;
  private final String[] scopes;
  private String accessType = "offline";
  private boolean prompt;
  private boolean instance;
  private @Nullable TokenOwner owner;

  AuthorizationRequestBuilder(Consent consent, String... scopes) {
    this.consent = consent;
    this.scopes = scopes;
  }

  /** Asks for an access token alone, which ends after an hour: no refresh token. */
  public AuthorizationRequestBuilder online() {
    accessType = "online";
    return this;
  }

  /**
   * Has Zoho ask the user again, and so issue another refresh token, where one was issued before.
   *
   * <p>Not on each login: Zoho keeps 20 refresh tokens of a user, and drops the oldest silently.
   *
   * @see <a href="https://www.zoho.com/accounts/protocol/oauth/token-limits.html">Zoho: token
   *     limits</a>
   */
  public AuthorizationRequestBuilder promptConsent() {
    prompt = true;
    return this;
  }

  /**
   * Has an administrator authorize one instance (organization), so that the tokens outlive his time
   * there; all scopes must be of one Zoho product.
   *
   * @see <a href="https://www.zoho.com/accounts/protocol/oauth/instance-level-oauth.html">Zoho:
   *     instance-level OAuth</a>
   */
  public AuthorizationRequestBuilder instanceLevel() {
    instance = true;
    return this;
  }

  /**
   * Says who is about to authorize, so that the log warns before the 21st refresh token.
   *
   * <p>{@link #build} then reads the store, and counts what this owner's record remembers.
   */
  public AuthorizationRequestBuilder forOwner(TokenOwner owner) {
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
