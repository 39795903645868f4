package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.endpoint.AccountsServers;
import io.github.zohooauth.internal.endpoint.ClientRegistration;
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.internal.endpoint.ErrorReader;
import io.github.zohooauth.internal.endpoint.RevocationEndpoint;
import io.github.zohooauth.internal.endpoint.SecretCalls;
import io.github.zohooauth.internal.endpoint.SecretReader;
import io.github.zohooauth.internal.endpoint.TokenEndpoint;
import io.github.zohooauth.internal.endpoint.UserInfoEndpoint;
import io.github.zohooauth.internal.openid.IdTokenVerifier;
import io.github.zohooauth.internal.renewal.Admission;
import io.github.zohooauth.internal.renewal.ConfiguredRefreshToken;
import io.github.zohooauth.internal.renewal.GivenRefreshToken;
import io.github.zohooauth.internal.renewal.RenewalContext;
import io.github.zohooauth.internal.renewal.RenewalEvents;
import io.github.zohooauth.internal.renewal.RenewalPolicy;
import io.github.zohooauth.internal.renewal.SafeTokenStore;
import io.github.zohooauth.internal.renewal.SharedLoads;
import io.github.zohooauth.internal.renewal.StoreCalls;
import io.github.zohooauth.internal.runtime.Callers;
import io.github.zohooauth.internal.runtime.ClientThreads;
import io.github.zohooauth.internal.runtime.Delayer;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.OpenWork;
import io.github.zohooauth.internal.runtime.TokenClock;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.internal.text.Scopes;
import io.github.zohooauth.internal.transport.HttpCall;
import io.github.zohooauth.internal.transport.HttpSource;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of one client share.
 *
 * @param owner the owner of {@code getAccessToken()}
 * @param keyScopes the scopes in each key with client credentials; otherwise empty
 */
record ClientParts(
    RenewalContext renewals,
    ClientRegistration registration,
    TokenOwner owner,
    Set<String> keyScopes,
    int maxCachedOwners,
    TokenEndpoint endpoint,
    RevocationEndpoint revocation,
    IdTokenVerifier idTokens,
    UserInfoEndpoint userInfo) {

  static ClientParts of(ClientBuilder<?> options) {
    return of(options, Set.of());
  }

  /**
   * Returns the parts of a client.
   *
   * @throws IllegalStateException if a required option is missing
   */
  static ClientParts of(ClientBuilder<?> options, Set<String> keyScopes) {
    String id = ClientBuilder.needed("clientId", options.clientId);
    DataCenter home = ClientBuilder.needed("dataCenter", options.home);
    Require.checkedHosts();
    TokenOwner owner = options.owner == null ? TokenOwner.unnamed() : options.owner;
    ClientRegistration registration =
        new ClientRegistration(id, options.clientSecret, options.secretsByLocation);
    RenewalPolicy policy = options.policy;
    InstantSource wall = wallClock(options.clock);
    TokenClock clock = clock(options, wall);
    ClientThreads threads = new ClientThreads(options.watch, policy.maxConcurrentRenewals(), wall);
    HttpSource http =
        options.http == null ? HttpSource.own(threads::httpClient) : HttpSource.given(options.http);
    Delayer pauses = options.pauses == null ? threads.timer() : options.pauses;
    boolean mayBlock = SafeTokenStore.mayBlock(options.store);
    Executor executor =
        options.executor == null ? threads.executor() : threads.orOwn(options.executor);
    StoreCalls calls = new StoreCalls(id, mayBlock, executor, threads.handover(), pauses, clock);
    HttpCall call = new HttpCall(http, pauses, policy.requestTimeout());
    ErrorReader errors =
        new ErrorReader(id, clock, policy.requestTimeout(), policy.rateLimitPause());
    DataCenters known = new DataCenters(id, home, options.dataCenters, options.strictEnvironment);
    AccountsServers servers =
        new AccountsServers(
            call,
            errors,
            policy.maxConcurrentRenewals(),
            policy.requestTimeout(),
            clock,
            () -> ThreadLocalRandom.current().nextDouble(),
            threads.handover());
    GivenRefreshToken given =
        options.refreshToken == null
            ? null
            : GivenRefreshToken.configured(
                new TokenKey(id, owner, keyScopes), options.refreshToken, known.known(home));
    SecretReader reader = new SecretReader(threads.handover(), pauses);
    SecretCalls secrets =
        new SecretCalls(registration, reader, call, policy.requestTimeout(), clock);
    RenewalEvents events = new RenewalEvents(options.listeners, threads.listeners());
    SafeTokenStore store = new SafeTokenStore(options.store, calls, events, home);
    RenewalContext renewals =
        new RenewalContext(
            id,
            home,
            known,
            store,
            new Admission(policy.maxConcurrentRenewals(), admitters(options, threads, mayBlock)),
            new Scopes.Shared(),
            policy,
            clock,
            pauses,
            new Callers(id, pauses, policy.callerTimeout(), threads.handover()),
            events,
            calls,
            new SharedLoads(store, calls),
            threads,
            new ConfiguredRefreshToken(given));
    return new ClientParts(
        renewals,
        registration,
        owner,
        keyScopes,
        options.maxCachedOwners,
        new TokenEndpoint(secrets, servers, errors),
        new RevocationEndpoint(secrets, servers, errors, home),
        new IdTokenVerifier(id, known, call, errors, clock, options.idTokenRules),
        new UserInfoEndpoint(servers, errors));
  }

  /**
   * Returns the threads that start renewals. Callers whose stack may end pass work to them, so they
   * have no queue with a lock, unless the store may block: then they only pass the renewals on.
   */
  private static Executor admitters(
      ClientBuilder<?> options, ClientThreads threads, boolean mayBlock) {
    if (options.executor == null) {
      return mayBlock ? threads.admitters() : threads.handover();
    } // an executor of the application may run work in the thread that passes it
    return mayBlock ? threads.handover() : threads.orOwn(options.executor);
  }

  private static InstantSource wallClock(@Nullable InstantSource given) {
    InstantSource wall = given == null ? InstantSource.system() : given;
    return TokenClock.isSystem(wall) ? wall : () -> Require.returned("clock", wall.instant());
  }

  private static TokenClock clock(ClientBuilder<?> options, InstantSource wall) {
    return options.ticks == null && options.clock != null
        ? TokenClock.of(wall)
        : new TokenClock(wall, options.ticks == null ? System::nanoTime : options.ticks);
  }

  /** Returns the maker of exceptions that name this client and the data center. */
  Failures failures(DataCenter dataCenter) {
    return Failures.of(clientId()).at(dataCenter);
  }

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

  SafeTokenStore store() {
    return renewals.store();
  }

  RenewalPolicy policy() {
    return renewals.policy();
  }

  TokenClock clock() {
    return renewals.clock();
  }

  StoreCalls storeCalls() {
    return renewals.storeCalls();
  }

  ClientThreads threads() {
    return renewals.threads();
  }

  ConfiguredRefreshToken configured() {
    return renewals.configured();
  }

  OpenWork work() {
    return renewals.openWork();
  }

  void requireOpen() {
    renewals.requireOpen();
  }

  /** Refuses a sign-in that could not be completed, before anything is sent. */
  void requireReady(TokenOwner owner, DataCenter dataCenter) {
    requireOpen();
    Instant unused = clock().instant(); // if the clock fails, the code is not used up
    dataCenters().requireApiDomain(owner, dataCenter);
    registration.secretFor(dataCenter);
  }

  <T> T await(CompletableFuture<T> work) {
    return renewals.await(work);
  }

  Optional<StoredToken> load(TokenKey key) {
    return renewals.load(key);
  }
}
