package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.openid.IdTokenVerifier;
import io.github.zohooauth.internal.renewal.RenewalPolicy;
import io.github.zohooauth.internal.runtime.Delayer;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.store.TokenStore;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The options of all client types. */
abstract class ClientBuilder<B extends ClientBuilder<B>> {

  @Nullable String clientId;
  @Nullable String clientSecret;
  final Map<String, String> secretsByLocation = new HashMap<>();
  @Nullable DataCenter home;
  final List<DataCenter> dataCenters = new ArrayList<>();
  @Nullable TokenOwner owner;
  TokenStore store = TokenStore.inMemory();
  @Nullable HttpClient http;
  @Nullable Executor executor;
  @Nullable InstantSource clock;
  @Nullable TokenListener listener;
  @Nullable LongSupplier ticks;
  @Nullable Delayer pauses;
  UnaryOperator<Executor> watch = UnaryOperator.identity();
  RenewalPolicy policy = RenewalPolicy.DEFAULT;
  boolean strictEnvironment;
  int maxCachedOwners = 100_000;

  abstract B self();

  /**
   * Sets the client ID that the API Console shows; required.
   *
   * @throws IllegalArgumentException if it is missing or malformed
   */
  public B clientId(String clientId) {
    this.clientId = Require.clientId(clientId);
    return self();
  }

  /** Sets the data center where the client is registered; required. */
  public B dataCenter(DataCenter dataCenter) {
    this.home = Objects.requireNonNull(dataCenter, "dataCenter");
    return self();
  }

  /** Adds data centers to the built-in ones. One with the same location is replaced. */
  public B dataCenters(DataCenter... more) {
    for (DataCenter dataCenter : Objects.requireNonNull(more, "dataCenters")) {
      dataCenters.add(Objects.requireNonNull(dataCenter, "dataCenters"));
    }
    return self();
  }

  /**
   * Sets the owner whose tokens {@code getAccessToken()} returns; by default {@link
   * TokenOwner#unnamed}.
   */
  public B owner(TokenOwner owner) {
    this.owner = Objects.requireNonNull(owner, "owner");
    return self();
  }

  /** Sets where tokens are stored; by default in memory, until the program ends. */
  public B tokenStore(TokenStore store) {
    this.store = Objects.requireNonNull(store, "tokenStore");
    return self();
  }

  /**
   * Sets the HTTP client, for a proxy or your own trust store. This client never closes it.
   *
   * <p>An {@code Authenticator} of the HTTP client should answer for proxies only, because after a
   * 401 it may send a code twice. On JDK 17, an HTTP client with one also leaves out each {@code
   * Authorization} header. Token calls have no such header. {@code userInfo} and the second form of
   * revocation have one: on JDK 17 they fail before anything is sent.
   *
   * @throws IllegalArgumentException if it follows redirects, which could send secrets to another
   *     host
   */
  public B httpClient(HttpClient http) {
    Objects.requireNonNull(http, "httpClient");
    if (http.followRedirects() != HttpClient.Redirect.NEVER) {
      throw new IllegalArgumentException("httpClient: must have followRedirects(NEVER)");
    }
    this.http = http;
    return self();
  }

  /**
   * Sets the executor for calls of the store, which may block; by default daemon threads of the
   * client's own.
   */
  public B executor(Executor executor) {
    this.executor = Objects.requireNonNull(executor, "executor");
    return self();
  }

  /**
   * Sets the clock, for tests and simulations.
   *
   * <p>Expiries, polls of a device, backoffs and cool-downs use it. Timeouts use running time, so
   * that no caller hangs if the clock stands still.
   */
  public B clock(InstantSource clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    return self();
  }

  /** Sets the listener for renewals and revocations; by default there is none. */
  public B listener(TokenListener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
    return self();
  }

  /** Sets the running time in nanoseconds, which is otherwise that of the clock. */
  B ticks(LongSupplier ticks) {
    this.ticks = ticks;
    return self();
  }

  B pauses(Delayer pauses) {
    this.pauses = pauses;
    return self();
  }

  /** Wraps the client's own executors, so that a test sees their work. */
  B watch(UnaryOperator<Executor> watch) {
    this.watch = watch;
    return self();
  }

  /**
   * Shortens the timeout of one call to Zoho, its body included; the default is 20 seconds.
   *
   * <p>A longer one is refused, because the leases of stores end after 25 seconds.
   *
   * @throws IllegalArgumentException if it is not positive, or longer than 20 seconds
   */
  public B requestTimeout(Duration timeout) {
    Require.positive("requestTimeout", timeout);
    if (timeout.compareTo(RenewalPolicy.DEFAULT.requestTimeout()) > 0) {
      throw new IllegalArgumentException("requestTimeout: longer than 20 seconds");
    }
    policy = policy.withRequestTimeout(timeout);
    return self();
  }

  /**
   * Sets how long a caller waits for a token; by default 30 seconds.
   *
   * @throws IllegalArgumentException if it is not positive, or above a day
   */
  public B callerTimeout(Duration timeout) {
    policy = policy.withCallerTimeout(Require.positive("callerTimeout", timeout));
    return self();
  }

  /**
   * Sets how long before its expiry a token is renewed; by default 5 minutes and 60 seconds.
   *
   * <p>In the soft margin callers get the current token meanwhile. In the hard margin they wait for
   * the new one. The margins are at most a third and a tenth of the token's lifetime.
   *
   * @throws IllegalArgumentException if one is not positive, or above a day, or the hard margin is
   *     longer than the soft one
   */
  public B margins(Duration soft, Duration hard) {
    Require.positive("soft margin", soft);
    Require.positive("hard margin", hard);
    if (hard.compareTo(soft) > 0) {
      throw new IllegalArgumentException("hard margin: longer than the soft one");
    }
    policy = policy.withMargins(soft, hard);
    return self();
  }

  /** Sets how many token calls a refresh token has in ten minutes; the default is 8. */
  B callBudget(int calls) {
    policy = policy.withCallBudget(calls);
    return self();
  }

  /**
   * Sets how many owners have a token in memory; the default is 100,000.
   *
   * <p>The tokens of other owners are read from the store again.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public B maxCachedOwners(int owners) {
    if (owners < 1) {
      throw new IllegalArgumentException("maxCachedOwners: less than 1");
    }
    maxCachedOwners = owners;
    return self();
  }

  /**
   * Sets how many renewals of this client are in progress at a time, and how many calls to one
   * accounts server; the default is 64.
   *
   * <p>Other renewals wait in the order in which their callers came.
   *
   * @throws IllegalArgumentException if it is not 1 to 1,000
   */
  public B maxConcurrentRenewals(int renewals) {
    if (renewals < 1 || renewals > 1_000) {
      throw new IllegalArgumentException("maxConcurrentRenewals: not 1 to 1,000");
    }
    policy = policy.withMaxConcurrentRenewals(renewals);
    return self();
  }

  /** Makes a sign-in or renewal fail if Zoho's answer names another environment. */
  public B strictEnvironment() {
    strictEnvironment = true;
    return self();
  }

  /** Refuses to build a client without the other required options of its type. */
  void requireMore() {}

  IdTokenVerifier.Rules idTokenRules() {
    return IdTokenVerifier.Rules.STRICT;
  }

  static <T> T needed(String option, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException(option + "(...) is missing");
    }
    return value;
  }
}
