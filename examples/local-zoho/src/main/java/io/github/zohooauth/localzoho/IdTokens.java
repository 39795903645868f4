package io.github.zohooauth.localzoho;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The id_token that says who signed in, for grants with {@code openid} or its like (10). */
final class IdTokens {
  IdTokens(World world, Addresses addresses) {}

  /**
   * Returns the id_token that comes beside an access token; empty if the scopes ask for none.
   *
   * @param nonce what the authorization request asked to be repeated, null for nothing
   */
  Optional<String> of(Grant grant, String accessToken, @Nullable String nonce) {
    return Optional.empty();
  }
}
