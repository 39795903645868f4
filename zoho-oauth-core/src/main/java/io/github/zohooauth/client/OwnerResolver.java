package io.github.zohooauth.client;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;

/**
 * Decides whose the tokens of a sign-in are, before they are stored.
 *
 * @see SignIn
 */
@FunctionalInterface
public interface OwnerResolver {

  /**
   * Returns the owner under whom the tokens are stored; not null.
   *
   * <p>If this method throws, nothing is stored, the refresh token is revoked, and the caller of
   * the client gets the exception. After a {@link TemporaryFailureException} the tokens are kept
   * for ten minutes, so that the same exchange can be repeated. If it is not repeated, or the
   * client is closed, they are revoked.
   */
  TokenOwner ownerOf(SignIn signIn);
}
