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
 * A Self Client of the API Console: a back-end job that works on its own account's data.
 *
 * <p>A person makes a code in the console once, {@link #exchange} turns it into tokens, and from
 * then on they are renewed by the refresh token. With {@link Builder#clientCredentials} there is no
 * code: the client asks by its own right, for the organization of each owner. Thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/self-client/overview.html">Zoho: self
 *     client</a>
 */
public final class SelfClient extends AbstractClient {

  private SelfClient(ClientParts client, RenewalStrategy renewal) {
    super(client, renewal);
  }

  /** Returns a builder; client ID, client secret and data center are needed. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  TokenOwner checked(TokenOwner owner) {
    TokenOwner known = super.checked(owner);
    return needsCode() ? known : requireNoUser(known);
  }

  /** Refuses an owner with a user: client credentials bring tokens of organizations alone. */
  private static TokenOwner requireNoUser(TokenOwner owner) {
    if (Objects.requireNonNull(owner, "owner").user() != null) {
      throw new IllegalArgumentException(
          "owner: has a user, but clientCredentials(...) brings no user's token; name an"
              + " organization alone, or none");
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
   * @param code works once, and for the minutes chosen in the console
   * @throws IllegalArgumentException if the code is missing or malformed; nothing was sent
   * @throws AuthorizationRequiredException if Zoho does not accept the code
   * @throws ConfigurationException if client ID, secret, data center or environment are wrong
   * @throws RateLimitedException if Zoho's limit is reached; it says until when
   * @throws TemporaryFailureException if the network or Zoho failed; the message says whether the
   *     code may be consumed
   * @throws TokenStoreException if the store could not be read, and nothing was sent; or the tokens
   *     could not be stored, and the code is used up
   * @throws IllegalStateException if the client is closed, or asks by {@code clientCredentials}
   * @see <a
   *     href="https://www.zoho.com/accounts/protocol/oauth/self-client/authorization-code-flow.html">
   *     Zoho: authorization code flow</a>
   */
  public SignInResult exchange(String code) {
    return exchange(code, client.owner());
  }

  /**
   * Exchanges a code for this owner, as a code is bound to the organization and environment that
   * were chosen in the console; otherwise like {@link #exchange(String)}.
   *
   * <p>What it brings replaces the owner's record, its details included.
   *
   * @see #exchange(String)
   */
  public SignInResult exchange(String code, TokenOwner owner) {
    Grant grant = Grant.authorizationCode(Require.token("code", code));
    Objects.requireNonNull(owner, "owner");
    if (!needsCode()) {
      throw new IllegalStateException("with clientCredentials(...) there is no code to exchange");
    }
    return exchange.exchange(
        new TokenExchange.Request(grant, client.home(), Set.of(), null), owner);
  }

  /** Builds a {@link SelfClient}. Not thread-safe. */
  public static final class Builder extends SecretClientBuilder<Builder> {

    private Set<String> scopes = Set.of();

    private Builder() {}

    /**
     * Asks by the client's own right, without a code or a refresh token.
     *
     * <p>The organization is the owner's, which Zoho gets as {@code soid}: {@code
     * owner(TokenOwner.organization("ZohoCRM.600123"))}. Without one no {@code soid} is sent, as
     * products with one organization have it, such as Cliq. Tokens of different scopes are kept
     * apart.
     *
     * @param scopes what to ask for, such as {@code ZohoCRM.modules.READ}
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
     * Returns the client; nothing is sent or read yet.
     *
     * @throws IllegalStateException if a needed option is missing
     * @throws IllegalArgumentException if {@code clientCredentials} has an organization among its
     *     scopes, or the owner has a user, or an organization that has not the form {@code
     *     ZohoCRM.600123}
     */
    public SelfClient build() {
      if (scopes.isEmpty()) {
        ClientParts client = ClientParts.of(this);
        return new SelfClient(client, RenewalStrategy.byRefreshToken(client.endpoint()));
      }
      if (scopes.stream().anyMatch(Require::isServiceOrganization)) {
        throw new IllegalArgumentException(
            "scopes: one is a service and an organization, such as ZohoCRM.600123; name that by"
                + " owner(TokenOwner.organization(...)) instead");
      }
      TokenOwner organization = requireNoUser(owner == null ? TokenOwner.unnamed() : owner);
      ClientParts client = ClientParts.of(this, scopes);
      return new SelfClient(
          client, RenewalStrategy.byClientCredentials(client.endpoint(), organization, scopes));
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
