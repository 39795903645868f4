package io.github.zohooauth.client;

import io.github.zohooauth.TokenOwner;

/**
 * Decides whose tokens a sign-in brought, before they are stored.
 *
 * @see SignIn
 */
@FunctionalInterface
public interface OwnerResolver {

  /**
   * Returns the owner under whom the tokens are stored; not null.
   *
   * <p>If this method throws, nothing is stored, the tokens are revoked, and the caller of the
   * client gets the exception.
   */
  TokenOwner ownerOf(SignIn signIn);
}
