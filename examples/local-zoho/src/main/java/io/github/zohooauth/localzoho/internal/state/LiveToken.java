package io.github.zohooauth.localzoho.internal.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind an access token until its hour ends and beyond.
 *
 * @param refreshToken the one it was made from, null for {@code client_credentials}
 */
public record LiveToken(Grant grant, @Nullable String refreshToken, Instant expiresAt) {
  @Override
  public String toString() {
    return "LiveToken[" + grant.client() + ", expires " + expiresAt + "]";
  }
}
