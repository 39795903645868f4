package io.github.zohooauth;

import java.time.Duration;

/** The options of the client types by which users sign in. */
abstract class SignInBuilder<B extends SignInBuilder<B>> extends SecretClientBuilder<B> {

  private IdTokenRules rules = IdTokenRules.STRICT;

  /**
   * Accepts an id_token without {@code iss}; by default it is refused.
   *
   * <p>Its signature still has to be that of a key of the user's data center.
   *
   * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect
   *     Core, section 2</a>
   */
  public B acceptIdTokenWithoutIssuer() {
    rules = rules.acceptWithoutIssuer();
    return self();
  }

  /** Accepts an id_token without {@code exp}, which is then good for ever; by default refused. */
  public B acceptIdTokenWithoutExpiry() {
    rules = rules.acceptWithoutExpiry();
    return self();
  }

  /** Accepts an id_token without {@code iat}; by default it is refused. */
  public B acceptIdTokenWithoutIssuedAt() {
    rules = rules.acceptWithoutIssuedAt();
    return self();
  }

  /**
   * Accepts an id_token without {@code nonce} although one was sent; by default it is refused.
   *
   * <p>Then nothing but the code ties it to this sign-in: never do so in the implicit flow.
   */
  public B acceptIdTokenWithoutNonce() {
    rules = rules.acceptWithoutNonce();
    return self();
  }

  /**
   * Sets how far this machine's clock may be from an id_token's times; by default 5 minutes.
   *
   * @throws IllegalArgumentException if it is negative or more than an hour
   */
  public B idTokenLeeway(Duration leeway) {
    rules = rules.withLeeway(leeway);
    return self();
  }

  @Override
  IdTokenRules idTokenRules() {
    return rules;
  }
}
