package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.endpoint.TokenEndpoint;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.store.StoredToken;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * How a client type gets the next access token without a person.
 *
 * <p>Together with the first grant it is all in which the client types differ.
 */
public interface RenewalStrategy {

  /** Whether this record has what a renewal needs. */
  boolean isPossible(StoredToken stored);

  /**
   * Asks for the next access token.
   *
   * @param calls told of each request
   */
  CompletableFuture<TokenResponse> renew(
      StoredToken stored, DataCenter dataCenter, CallCounter calls);

  /** Returns how this owner's tokens are renewed; for most clients it is the same for all. */
  default RenewalStrategy of(TokenOwner owner) {
    return this;
  }

  /** No renewal: only the user's browser brings another token. */
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

  /** By the refresh token of the record. */
  static RenewalStrategy byRefreshToken(TokenEndpoint endpoint) {
    return new RenewalStrategy() {
      @Override
      public boolean isPossible(StoredToken stored) {
        return stored.refreshToken() != null;
      }

      @Override
      public CompletableFuture<TokenResponse> renew(
          StoredToken stored, DataCenter dataCenter, CallCounter calls) {
        Grant grant = Grant.refreshToken(Objects.requireNonNull(stored.refreshToken()));
        return endpoint.exchange(grant, dataCenter, calls);
      }
    };
  }

  /** By the client's own right to the owner's organization: the same grant again. */
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
      public CompletableFuture<TokenResponse> renew(
          StoredToken stored, DataCenter dataCenter, CallCounter calls) {
        return endpoint
            .exchange(Grant.clientCredentials(owner.organization(), scopes), dataCenter, calls)
            .thenApply(response -> response.withDefaultScopes(scopes));
      }
    };
  }
}
