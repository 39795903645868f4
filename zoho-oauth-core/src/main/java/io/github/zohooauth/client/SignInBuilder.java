package io.github.zohooauth.client;

import io.github.zohooauth.internal.openid.IdTokenVerifier;
import java.time.Duration;

/** The options of client types with which users sign in. */
abstract class SignInBuilder<B extends SignInBuilder<B>> extends SecretClientBuilder<B> {

  private IdTokenVerifier.Rules rules = IdTokenVerifier.Rules.STRICT;

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
    rules = rules.acceptWithout(claims);
    return self();
  }

  /**
   * Sets how far this machine's clock may differ from an id_token's times; by default 5 minutes.
   *
   * @throws IllegalArgumentException if it is negative or more than an hour
   */
  public B idTokenLeeway(Duration leeway) {
    rules = rules.withLeeway(leeway);
    return self();
  }

  @Override
  IdTokenVerifier.Rules idTokenRules() {
    return rules;
  }
}
