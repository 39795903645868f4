package io.github.zohooauth;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What the parts of one client share.
 *
 * @param renewals what renewals need of it
 * @param owner of the client's own {@code getAccessToken()}
 * @param keyScopes part of each key, if the scopes asked for are what a token is; else empty
 */
record ClientConfig(
    RenewalContext renewals,
    ClientRegistration registration,
    TokenOwner owner,
    Set<String> keyScopes,
    TokenEndpoint endpoint,
    RevocationEndpoint revocation,
    IdTokenVerifier idTokens,
    UserInfoEndpoint userInfo) {

  TokenKey key(TokenOwner owner) {
    return new TokenKey(clientId(), owner, keyScopes);
  }

  String clientId() {
    return renewals.clientId();
  }

  /** The data center where the client is registered. */
  DataCenter home() {
    return renewals.home();
  }

  DataCenters dataCenters() {
    return renewals.dataCenters();
  }

  GuardedStore store() {
    return renewals.store();
  }

  ApiDomain apiDomain() {
    return renewals.apiDomain();
  }

  RenewalPolicy policy() {
    return renewals.policy();
  }

  InstantSource clock() {
    return renewals.clock();
  }

  Ticks ticks() {
    return renewals.ticks();
  }

  Pauses pauses() {
    return renewals.pauses();
  }

  Events events() {
    return renewals.events();
  }

  Executor executor() {
    return renewals.executor();
  }

  OwnThreads threads() {
    return renewals.threads();
  }

  OpenWork work() {
    return renewals.work();
  }

  boolean isClosed() {
    return renewals.isClosed();
  }

  void requireOpen() {
    renewals.requireOpen();
  }

  <T> T await(CompletableFuture<T> work) {
    return renewals.await(work);
  }

  Optional<StoredToken> load(TokenKey key) {
    return renewals.load(key);
  }
}
