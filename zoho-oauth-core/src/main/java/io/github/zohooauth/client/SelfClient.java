package io.github.zohooauth.client;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.renewal.RenewalStrategy;
import io.github.zohooauth.internal.text.Require;
import java.util.Objects;
import java.util.Set;

/**
 * A Self Client of the API Console: a back-end job that works with its own account's data.
 *
 * <p>A person generates a code in the console once, and {@link #exchange} exchanges it for tokens.
 * From then on the refresh token renews them. With {@link Builder#clientCredentials} there is no
 * code: the client requests tokens for the organization of each owner by itself. Thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/self-client/overview.html">Zoho: self
 *     client</a>
 */
public final class SelfClient extends AbstractClient {

  private final TokenExchange codes;

  private SelfClient(ClientParts client, RenewalStrategy renewal) {
    super(client, renewal);
    this.codes = new TokenExchange(client, storage, revocation);
  }

  /** Returns a builder; client ID, client secret and data center are required. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  TokenOwner checked(TokenOwner owner) {
    TokenOwner known = super.checked(owner);
    return needsCode() ? known : requireNoUser(known);
  }

  /** Refuses an owner with a user, because client credentials are for organizations only. */
  private static TokenOwner requireNoUser(TokenOwner owner) {
    if (owner.user() != null) {
      throw new IllegalArgumentException(
          "owner: has a user, but clientCredentials(...) has no user's tokens; name only an"
              + " organization, or none");
    }
    String organization = owner.organization();
    if (organization != null && !Require.isServiceOrganization(organization)) {
      throw new IllegalArgumentException(
          "owner: with clientCredentials(...) the organization is a service and an ID, such as"
              + " ZohoCRM.600123");
    }
    return owner;
  }

  private boolean needsCode() {
    return client.keyScopes().isEmpty();
  }

  /**
   * Exchanges a code of the API Console (Zoho also calls it a grant token) for the builder's owner.
   *
   * @param code valid once, for the minutes chosen in the console
   * @throws IllegalArgumentException if the code is missing or malformed; nothing was sent
   * @throws AuthorizationRequiredException if Zoho does not accept the code
   * @throws ConfigurationException if client ID, secret, data center or environment are wrong
   * @throws RateLimitedException if Zoho's limit is reached; it has the time to retry at
   * @throws TemporaryFailureException if the network or Zoho failed; the message says whether the
   *     code may be used up
   * @throws TokenStoreException if the store could not be read, and nothing was sent; or the tokens
   *     could not be stored, and the code is used up
   * @throws IllegalStateException if the client is closed, or uses {@code clientCredentials}
   * @see <a
   *     href="https://www.zoho.com/accounts/protocol/oauth/self-client/authorization-code-flow.html">
   *     Zoho: authorization code flow</a>
   */
  public SignInResult exchange(String code) {
    return exchange(code, client.owner());
  }

  /**
   * Exchanges a code for this owner; otherwise like {@link #exchange(String)}.
   *
   * <p>The code is bound to the organization and environment that were chosen in the console. The
   * new tokens replace the owner's record, including its details.
   */
  public SignInResult exchange(String code, TokenOwner owner) {
    Grant grant = Grant.authorizationCode(Require.token("code", code));
    Objects.requireNonNull(owner, "owner");
    if (!needsCode()) {
      throw new IllegalStateException("with clientCredentials(...) there is no code to exchange");
    }
    return codes.exchange(new TokenExchange.Request(grant, client.home(), Set.of(), null), owner);
  }

  /** Builds a {@link SelfClient}. Not thread-safe. */
  public static final class Builder extends SecretClientBuilder<Builder> {

    private Set<String> scopes = Set.of();

    private Builder() {}

    /**
     * Uses client credentials, without a code or a refresh token.
     *
     * <p>The owner's organization is sent to Zoho as {@code soid}: {@code
     * owner(TokenOwner.organization("ZohoCRM.600123"))}. Without an organization no {@code soid} is
     * sent, for products with a single organization, such as Cliq. Tokens of different scopes are
     * stored separately.
     *
     * @param scopes such as {@code ZohoCRM.modules.READ}
     * @throws IllegalArgumentException if a scope is malformed, or there is none
     * @see <a
     *     href="https://www.zoho.com/accounts/protocol/oauth/self-client/client-credentials-flow.html">
     *     Zoho: client credentials flow</a>
     */
    public Builder clientCredentials(String... scopes) {
      this.scopes = Require.scopes(scopes);
      return this;
    }

    /**
     * Returns the client. Nothing is sent or read.
     *
     * @throws IllegalStateException if a required option is missing, or {@code refreshToken} is set
     *     beside {@code clientCredentials}
     * @throws IllegalArgumentException if {@code clientCredentials} has an organization among its
     *     scopes, or its owner has a user, or an organization without the form {@code
     *     ZohoCRM.600123}; or {@code refreshToken} is the client ID
     */
    public SelfClient build() {
      if (refreshToken != null && !scopes.isEmpty()) {
        throw new IllegalStateException(
            "refreshToken(...) has no use beside clientCredentials(...): leave one of them out");
      }
      ClientParts client = ClientParts.of(this, scopes);
      requireSecret();
      if (scopes.isEmpty()) {
        return new SelfClient(client, RenewalStrategy.byRefreshToken(client.endpoint()));
      }
      if (scopes.stream().anyMatch(Require::isServiceOrganization)) {
        throw new IllegalArgumentException(
            "scopes: one is an organization, such as ZohoCRM.600123; set it with"
                + " owner(TokenOwner.organization(...)) instead");
      }
      TokenOwner organization = requireNoUser(client.owner());
      return new SelfClient(
          client, RenewalStrategy.byClientCredentials(client.endpoint(), organization, scopes));
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
