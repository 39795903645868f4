package io.github.zohooauth.client;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.endpoint.ClientSecret;
import io.github.zohooauth.internal.text.Require;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/** The options of client types with a client secret. */
abstract class SecretClientBuilder<B extends SecretClientBuilder<B>> extends ClientBuilder<B> {

  /**
   * Sets the client secret of each data center that has no secret of its own.
   *
   * @throws IllegalArgumentException if it is missing or malformed
   */
  public B clientSecret(String clientSecret) {
    this.clientSecret = new ClientSecret.Fixed(Require.clientSecret(clientSecret));
    return self();
  }

  /**
   * Sets a function that returns the client secret, so that a changed secret needs no restart.
   *
   * <p>It is called before each request that needs the secret, on a thread of the client's own, and
   * may block that for five seconds. If Zoho refuses the secret, it is called once more, and
   * another secret is sent at once. If it throws, or returns null or blanks, or takes longer, the
   * request fails with a {@link ConfigurationException}, and nothing is sent. It is called by
   * several threads at a time, and must not call this client.
   *
   * @throws NullPointerException if it is null
   */
  public B clientSecret(Supplier<String> clientSecret) {
    this.clientSecret =
        new ClientSecret.Supplied(Objects.requireNonNull(clientSecret, "clientSecret"));
    return self();
  }

  /**
   * Sets the client secret of one data center, as Multi DC in the API Console shows it.
   *
   * @throws IllegalArgumentException if it is missing or malformed
   */
  public B clientSecret(DataCenter dataCenter, String clientSecret) {
    Objects.requireNonNull(dataCenter, "dataCenter");
    secretsByLocation.put(
        dataCenter.location(), new ClientSecret.Fixed(Require.clientSecret(clientSecret)));
    return self();
  }

  /**
   * Sets a function that returns the client secret of one data center, as {@link
   * #clientSecret(Supplier)} does for all.
   */
  public B clientSecret(DataCenter dataCenter, Supplier<String> clientSecret) {
    Objects.requireNonNull(dataCenter, "dataCenter");
    secretsByLocation.put(
        dataCenter.location(),
        new ClientSecret.Supplied(Objects.requireNonNull(clientSecret, "clientSecret")));
    return self();
  }

  /**
   * Sets the refresh token that the application has already, such as in an environment variable.
   *
   * <p>It belongs to the builder's owner, and the client adopts it at that owner's first use, as
   * {@link OAuthClient#adopt(String)} says. So a restart with the same setting keeps the stored
   * tokens, a newer sign-in wins over an old setting, and a changed setting replaces the record.
   *
   * @throws IllegalArgumentException if it is missing or malformed
   */
  public B refreshToken(String refreshToken) {
    this.refreshToken = Require.token("refreshToken", refreshToken);
    return self();
  }

  /** Refuses to build a client without a secret. */
  final void requireSecret() {
    if (secretsByLocation.isEmpty()) {
      needed("clientSecret", clientSecret);
    }
  }

  /** The options of client types with a client secret and with id_tokens. */
  abstract static class WithIdToken<B extends WithIdToken<B>> extends SecretClientBuilder<B> {

    /**
     * Accepts an id_token that lacks these claims; by default it is refused.
     *
     * <p>Its signature still has to be by a key of the user's data center. Without {@code exp} it
     * never expires. Without {@code nonce} only the code ties it to this sign-in.
     *
     * @param claims some of {@code iss}, {@code exp}, {@code iat} and {@code nonce}
     * @throws IllegalArgumentException if a claim is none of these
     * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect
     *     Core, section 2</a>
     */
    public B acceptIdTokenWithout(String... claims) {
      idTokenRules = idTokenRules.acceptWithout(claims);
      return self();
    }

    /**
     * Sets how far this machine's clock may differ from an id_token's times; by default 5 minutes.
     *
     * @throws IllegalArgumentException if it is negative or more than an hour
     */
    public B idTokenLeeway(Duration leeway) {
      idTokenRules = idTokenRules.withLeeway(leeway);
      return self();
    }
  }
}
