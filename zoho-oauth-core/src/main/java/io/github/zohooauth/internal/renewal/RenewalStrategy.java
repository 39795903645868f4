package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.endpoint.TokenEndpoint;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.store.StoredToken;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The way in which a client type gets the next access token without a person.
 *
 * <p>Client types differ only in this and in the first grant.
 */
public interface RenewalStrategy {

  /** Returns whether this record has what a renewal needs. */
  boolean isPossible(StoredToken stored);

  /**
   * Requests the next access token.
   *
   * @param calls counts each request
   */
  CompletableFuture<TokenResponse> renew(
      StoredToken stored, DataCenter dataCenter, CallCounter calls);

  /** Returns whether it uses a refresh token, so that one can be adopted. */
  default boolean usesRefreshToken() {
    return false;
  }

  /**
   * Returns the failure if the accounts server is failing, so that a request would not be sent now;
   * otherwise empty.
   */
  default Optional<TemporaryFailureException> refusal(DataCenter dataCenter) {
    return Optional.empty();
  }

  /** Returns the strategy for this owner, which for most clients is the same for all owners. */
  default RenewalStrategy of(TokenOwner owner) {
    return this;
  }

  /** Returns a strategy that never renews, because only the user's browser gets another token. */
  static RenewalStrategy none() {
    return new RenewalStrategy() {
      @Override
      public boolean isPossible(StoredToken stored) {
        return false;
      }

      @Override
      public CompletableFuture<TokenResponse> renew(
          StoredToken stored, DataCenter dataCenter, CallCounter calls) {
        return CompletableFuture.failedFuture(new IllegalStateException("only a browser renews"));
      }
    };
  }

  /** Returns the strategy that uses the record's refresh token. */
  static RenewalStrategy byRefreshToken(TokenEndpoint endpoint) {
    return new RenewalStrategy() {
      @Override
      public boolean isPossible(StoredToken stored) {
        return stored.refreshToken() != null;
      }

      @Override
      public boolean usesRefreshToken() {
        return true;
      }

      @Override
      public Optional<TemporaryFailureException> refusal(DataCenter dataCenter) {
        return endpoint.refusal(dataCenter);
      }

      @Override
      public CompletableFuture<TokenResponse> renew(
          StoredToken stored, DataCenter dataCenter, CallCounter calls) {
        String refreshToken = Objects.requireNonNull(stored.refreshToken());
        boolean isUnused = GivenRefreshToken.isUnused(stored, dataCenter);
        return endpoint.exchange(
            isUnused ? Grant.adoptedToken(refreshToken) : Grant.refreshToken(refreshToken),
            dataCenter,
            calls);
      }
    };
  }

  /**
   * Returns the strategy that repeats the {@code client_credentials} grant for the owner's
   * organization.
   */
  static RenewalStrategy byClientCredentials(
      TokenEndpoint endpoint, TokenOwner owner, Set<String> scopes) {
    return new RenewalStrategy() {
      @Override
      public RenewalStrategy of(TokenOwner other) {
        return byClientCredentials(endpoint, other, scopes);
      }

      @Override
      public boolean isPossible(StoredToken stored) {
        return true;
      }

      @Override
      public Optional<TemporaryFailureException> refusal(DataCenter dataCenter) {
        return endpoint.refusal(dataCenter);
      }

      @Override
      public CompletableFuture<TokenResponse> renew(
          StoredToken stored, DataCenter dataCenter, CallCounter calls) {
        return endpoint
            .exchange(Grant.clientCredentials(owner.organization(), scopes), dataCenter, calls)
            .thenApply(response -> response.withDefaultScopes(scopes));
      }
    };
  }
}
