package io.github.zohooauth;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Self Client of the API Console: a back-end job that works on its own account's data.
 *
 * <p>A person makes a code in the console once, {@link #exchange} turns it into tokens, and from
 * then on they are renewed by the refresh token. With {@link Builder#clientCredentials} there is no
 * code: the client asks by its own right to one organization. Thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/self-client/overview.html">Zoho: self
 *     client</a>
 */
public final class SelfClient implements OAuthClient {

  private final ClientConfig client;
  private final boolean needsCode;
  private final ClientTokens tokens;
  private final CachedToken own;

  private SelfClient(ClientConfig client, Renewal renewal, boolean needsCode) {
    this.client = client;
    this.needsCode = needsCode;
    this.tokens = new ClientTokens(client, renewal);
    this.own = tokens.of(client.owner());
  }

  /** Returns a builder; client ID, client secret and data center are needed. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public AccessToken getAccessToken() {
    return own.getAccessToken();
  }

  @Override
  public TokenOwner owner() {
    return client.owner();
  }

  /**
   * Returns the provider of this owner's tokens.
   *
   * @throws IllegalArgumentException if the client asks by {@code clientCredentials}, so for one
   *     organization alone, and this is another owner than the builder's
   */
  @Override
  public TokenProvider forOwner(TokenOwner owner) {
    if (!needsCode && !owner.equals(client.owner())) {
      throw new IllegalArgumentException(
          "owner: with clientCredentials(...) there is the one organization alone");
    }
    return tokens.of(owner);
  }

  @Override
  public boolean isAuthorized(TokenOwner owner) {
    return tokens.isAuthorized(owner);
  }

  /**
   * Exchanges a code of the API Console (Zoho also calls it a grant token) for the builder's owner.
   *
   * @param code works once, and for the minutes chosen in the console
   * @return the access token, already stored together with the refresh token
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
  public AccessToken exchange(String code) {
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
  public AccessToken exchange(String code, TokenOwner owner) {
    Grant grant = Grant.authorizationCode(Require.token("code", code));
    Objects.requireNonNull(owner, "owner");
    if (!needsCode) {
      throw new IllegalStateException("with clientCredentials(...) there is no code to exchange");
    }
    return tokens.first().exchange(grant, client.home(), Set.of(), owner);
  }

  @Override
  public Map<String, String> details(TokenOwner owner) {
    return tokens.details(owner);
  }

  @Override
  public UserInfo userInfo(TokenOwner owner) {
    return tokens.userInfo(owner);
  }

  @Override
  public void revoke(TokenOwner owner) {
    tokens.revoke(owner);
  }

  @Override
  public void forget(TokenOwner owner) {
    tokens.forget(owner);
  }

  @Override
  public void close() {
    tokens.close();
  }

  /** Returns the client ID and the data center. */
  @Override
  public String toString() {
    return "SelfClient[clientId=%s, dataCenter=%s]"
        .formatted(client.clientId(), client.home().location());
  }

  /** Builds a {@link SelfClient}. Not thread-safe. */
  public static final class Builder extends SecretClientBuilder<Builder> {

    private @Nullable String soid;
    private Set<String> scopes = Set.of();

    private Builder() {}

    /**
     * Asks by the client's own right to one organization, without a code or a refresh token.
     *
     * <p>Unless {@code owner(...)} says otherwise, its tokens are kept under that organization.
     *
     * @param soid service and organization, such as {@code ZohoCRM.600123}
     * @param scopes what to ask for, such as {@code ZohoCRM.modules.READ}
     * @throws IllegalArgumentException if either is malformed, or there is no scope
     * @see <a
     *     href="https://www.zoho.com/accounts/protocol/oauth/self-client/client-credentials-flow.html">
     *     Zoho: client credentials flow</a>
     */
    public Builder clientCredentials(String soid, String... scopes) {
      this.soid = Require.serviceOrganization(soid);
      this.scopes = Require.scopes(scopes);
      return this;
    }

    /**
     * Returns the client; nothing is sent or read yet.
     *
     * @throws IllegalStateException if a needed option is missing
     */
    public SelfClient build() {
      String organization = soid;
      ClientConfig client =
          ClientAssembly.of(
              this,
              organization == null ? TokenOwner.unnamed() : TokenOwner.organization(organization));
      return organization == null
          ? new SelfClient(client, Renewal.byRefreshToken(client.endpoint()), true)
          : new SelfClient(
              client, Renewal.byClientCredentials(client.endpoint(), organization, scopes), false);
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
