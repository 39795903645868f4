package io.github.zohooauth;

import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What the parts of one client share.
 *
 * @param home the data center where the client is registered
 * @param owner of the client's own {@code getAccessToken()}
 * @param executor for calls of the store, which may block
 * @param threads what the client made for itself
 */
record ClientConfig(
    ClientRegistration registration,
    DataCenter home,
    DataCenters dataCenters,
    TokenOwner owner,
    TokenStore store,
    TokenEndpoint endpoint,
    RevocationEndpoint revocation,
    IdTokenVerifier idTokens,
    UserInfoEndpoint userInfo,
    ApiDomain apiDomain,
    RenewalPolicy policy,
    InstantSource clock,
    Ticks ticks,
    Pauses pauses,
    Events events,
    Executor executor,
    OwnThreads threads) {

  /** Puts the parts together, and makes those that the application did not give. */
  static ClientConfig of(
      ClientRegistration registration,
      DataCenter home,
      TokenOwner owner,
      ClientBuilder<?> options) {
    String id = registration.clientId();
    RenewalPolicy policy = options.policy;
    InstantSource clock = options.clock();
    OwnThreads threads = new OwnThreads();
    HttpClient http = options.http == null ? threads.httpClient() : options.http;
    HttpCall call = new HttpCall(http, policy.requestTimeout());
    FormPost post = new FormPost(call);
    ErrorReader errors = new ErrorReader(id, clock, policy);
    List<DataCenter> own = new ArrayList<>(options.dataCenters);
    own.add(home);
    DataCenters known = new DataCenters(id, own);
    OpenIdProviders providers = new OpenIdProviders(known, id, call, errors, clock);
    return new ClientConfig(
        registration,
        home,
        known,
        owner,
        new GuardedStore(options.store),
        new TokenEndpoint(registration, post, errors),
        new RevocationEndpoint(registration, post, errors, home),
        new IdTokenVerifier(id, providers, clock, options.idTokenRules()),
        new UserInfoEndpoint(id, call, errors),
        new ApiDomain(id, options.strictEnvironment),
        policy,
        clock,
        options.ticks(),
        options.pauses,
        new Events(options.listener, threads.teller()),
        options.executor == null ? threads.executor() : threads.behind(options.executor),
        threads);
  }

  String clientId() {
    return registration.clientId();
  }

  TokenKey key(TokenOwner owner) {
    return new TokenKey(clientId(), owner);
  }

  /** What is stored, read on the client's own executor while the caller waits. */
  Optional<StoredToken> load(TokenKey key) {
    CompletableFuture<Optional<StoredToken>> loaded =
        CompletableFuture.supplyAsync(() -> store.load(key), executor);
    return Await.result(loaded, policy.callerTimeout(), clientId());
  }

  boolean isClosed() {
    return threads.isClosed();
  }

  /** Refuses work of a closed client. */
  void requireOpen() {
    if (isClosed()) {
      throw new IllegalStateException("the client is closed");
    }
  }
}
