package io.github.zohooauth;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An id_token that the client has verified: it says who signed in.
 *
 * <p>A key of the user's data center signed it. It was issued to this client. It had not expired
 * when it was verified. The client's own implementation is immutable and thread-safe. Its {@code
 * toString} shows no claim.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect Core,
 *     section 2</a>
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/sign-in-using-zoho.html">Zoho: sign in
 *     using Zoho</a>
 */
public interface IdToken {

  /** Returns the issuer, which is the one in the data center's metadata. */
  String issuer();

  /** Returns Zoho's ID of the user, which stays the same if the e-mail address changes. */
  String subject();

  /** Returns the IDs of the clients that it was issued to, which include this client's. */
  Set<String> audience();

  /** Returns the expiry; empty only if the builder accepts an id_token without {@code exp}. */
  Optional<Instant> expiresAt();

  /**
   * Returns the time of issue; empty only if the builder accepts an id_token without {@code iat}.
   */
  Optional<Instant> issuedAt();

  /**
   * Returns the user's e-mail address.
   *
   * @throws ConfigurationException if the id_token has none: request the scope {@code email}, or
   *     call {@code userInfo()} if it was requested
   * @throws AuthorizationRequiredException if Zoho has not verified the address, which may then
   *     belong to another person
   */
  String email();

  /**
   * Returns a claim: text, number and boolean as text, anything else as JSON.
   *
   * @param name such as {@code first_name}
   * @return the claim; empty if it is absent or null
   */
  Optional<String> claim(String name);
}
