package io.github.zohooauth;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Says who signed in, from an id_token that the client has verified.
 *
 * <p>Its signature is that of a key of the user's data center, it was issued to this client, and it
 * had not expired when it was verified. The client's own implementation is immutable, thread-safe,
 * and shows no claim in {@code toString}.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect Core,
 *     section 2</a>
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/sign-in-using-zoho.html">Zoho: sign in
 *     using Zoho</a>
 */
public interface IdToken {

  /** Returns the issuer: that of the data center's metadata, which {@code iss} equals. */
  String issuer();

  /** Returns the name that Zoho has for the user: it stays when the e-mail address changes. */
  String subject();

  /** Returns the clients that it was issued to: this one's ID. */
  Set<String> audience();

  /** Returns when it expires; empty only if the builder accepts an id_token without {@code exp}. */
  Optional<Instant> expiresAt();

  /** Returns when it was issued; empty only if the builder accepts one without {@code iat}. */
  Optional<Instant> issuedAt();

  /**
   * Returns the user's e-mail address.
   *
   * @throws ConfigurationException if there is none: ask for the scope {@code email}; if that was
   *     asked for, {@code userInfo()} tells the address
   * @throws AuthorizationRequiredException if Zoho says that it is not verified, so that it may be
   *     another person's
   */
  String email();

  /**
   * Returns a claim: text as it is, a number or a truth value as text, anything else as JSON.
   *
   * @param name such as {@code first_name}
   * @return empty if it is not there, or null
   */
  Optional<String> claim(String name);
}
