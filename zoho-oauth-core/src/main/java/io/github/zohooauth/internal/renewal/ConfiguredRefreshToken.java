package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The refresh token that the builder was given for its owner, and that the client adopts at that
 * owner's first use.
 *
 * @param token null if the builder was given none
 */
public record ConfiguredRefreshToken(@Nullable GivenRefreshToken token) {

  /** Returns the refresh token if this key still has to adopt it; otherwise null. */
  @Nullable GivenRefreshToken pending(TokenKey key) {
    return token != null && token.isPendingFor(key) ? token : null;
  }

  /**
   * Returns the record as it will be after the first use of its owner. A mistaken access token
   * changes nothing, because the first use refuses it.
   */
  public Optional<StoredToken> asAfterFirstUse(TokenKey key, Optional<StoredToken> stored) {
    GivenRefreshToken pending = pending(key);
    return pending == null || stored.filter(pending::isAccessTokenOf).isPresent()
        ? stored
        : pending.recordAfterAdoption(stored).or(() -> stored);
  }

  /**
   * Refuses a mistaken access token as the first use does.
   *
   * @throws ConfigurationException if it is the access token of this record
   */
  void requireNoAccessToken(TokenKey key, Optional<StoredToken> stored) {
    GivenRefreshToken pending = pending(key);
    if (pending != null) {
      stored.ifPresent(pending::requireNotAccessTokenOf);
    }
  }

  /** Adopts the refresh token if this key still has to do so. */
  public CompletableFuture<?> adopt(TokenKey key, RenewalContext client) {
    GivenRefreshToken pending = pending(key);
    return pending == null
        ? CompletableFuture.completedFuture(false)
        : new Adoption(client, pending).run();
  }

  /** Ends the adoption by this key: something newer is stored or removed. */
  public void end(TokenKey key) {
    GivenRefreshToken pending = pending(key);
    if (pending != null) {
      pending.end();
    }
  }

  /** Ends the adoption if this is the same refresh token: the record has it, or had it. */
  void endOf(GivenRefreshToken known) {
    GivenRefreshToken pending = pending(known.key());
    if (pending != null && pending.fingerprint().equals(known.fingerprint())) {
      pending.end();
    }
  }

  /**
   * Returns the history of a sign-in or an adoption by a call, with a note that it is newer than
   * the setting.
   */
  public SignInHistory withSettingNoted(SignInHistory newer, TokenKey key) {
    return token != null && token.key().equals(key)
        ? newer.withConfigured(token.fingerprint())
        : newer;
  }
}
