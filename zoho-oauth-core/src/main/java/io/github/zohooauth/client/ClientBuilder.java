package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.openid.IdTokenRules;
import io.github.zohooauth.internal.renewal.RenewalPolicy;
import io.github.zohooauth.internal.runtime.ClockPauses;
import io.github.zohooauth.internal.runtime.Delayer;
import io.github.zohooauth.internal.runtime.Ticks;
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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The options that all client types share. */
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
  private @Nullable InstantSource ownClock;
  @Nullable TokenListener listener;
  private @Nullable Ticks ticks;
  @Nullable Delayer pauses;
  UnaryOperator<Executor> watch = UnaryOperator.identity();
  RenewalPolicy policy = RenewalPolicy.DEFAULT;
  boolean strictEnvironment;
  int maxCachedOwners = 100_000;

  abstract B self();

  /**
   * Sets the client ID that the API Console shows; needed.
   *
   * @throws IllegalArgumentException if it is missing or malformed
   */
  public B clientId(String clientId) {
    this.clientId = Require.clientId(clientId);
    return self();
  }

  /** Sets the data center where the client is registered; needed. */
  public B dataCenter(DataCenter dataCenter) {
    this.home = Objects.requireNonNull(dataCenter, "dataCenter");
    return self();
  }

  /** Adds data centers to the built-in ones; one with the location of another replaces it. */
  public B dataCenters(DataCenter... more) {
    for (DataCenter dataCenter : Objects.requireNonNull(more, "dataCenters")) {
      dataCenters.add(Objects.requireNonNull(dataCenter, "dataCenters"));
    }
    return self();
  }

  /** Sets whose tokens {@code getAccessToken()} gives; by default {@link TokenOwner#unnamed}. */
  public B owner(TokenOwner owner) {
    this.owner = Objects.requireNonNull(owner, "owner");
    return self();
  }

  /** Sets where tokens are kept; by default in memory, for as long as the program runs. */
  public B tokenStore(TokenStore store) {
    this.store = Objects.requireNonNull(store, "tokenStore");
    return self();
  }

  /**
   * Sets the HTTP client, for a proxy or a trust store of one's own; it is never closed here.
   *
   * <p>One with an {@code Authenticator} answers a 401 by itself, and so may send a code more than
   * once: let it know proxies only. On JDK 17, it also leaves out the {@code Authorization} header
   * of each request. Token calls have no such header. {@code userInfo} and the second form of
   * revocation have one, so they are refused there, and nothing of them is sent. JDK 25 sends it.
   *
   * @throws IllegalArgumentException if it follows redirects, which would carry secrets elsewhere
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
   * Sets who calls the store, which may block, and what the application lets follow an asynchronous
   * call; by default daemon threads of the client's own.
   */
  public B executor(Executor executor) {
    this.executor = Objects.requireNonNull(executor, "executor");
    return self();
  }

  /**
   * Sets the clock, for tests and simulations: expiries, polls of a device, backoffs and cool-downs
   * pass with it. Timeouts pass with running time, so that a clock that stands still hangs nothing.
   */
  public B clock(InstantSource clock) {
    this.ownClock = Objects.requireNonNull(clock, "clock");
    return self();
  }

  /** Sets who is told of renewals; by default nobody but the log. */
  public B listener(TokenListener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
    return self();
  }

  /** Sets running time apart from the clock, as the machine has it. */
  B ticks(Ticks ticks) {
    this.ticks = ticks;
    return self();
  }

  /** Sets how pauses pass; by default with time. */
  B pauses(Delayer pauses) {
    this.pauses = pauses;
    return self();
  }

  /** Sets what sees the work that goes to the client's own workers; by default nothing. */
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
   * Sets how long before expiry a token is renewed beside its callers, and from when they wait for
   * it; by default 5 minutes and 60 seconds, but at most a third and a tenth of its life.
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
   * <p>The tokens of other owners are read from the store again. So a smaller number saves memory,
   * and costs reads.
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

  /** Makes it an error, not a warning, that Zoho's answer names another environment. */
  public B strictEnvironment() {
    strictEnvironment = true;
    return self();
  }

  InstantSource clock() {
    InstantSource given = ownClock == null ? InstantSource.system() : ownClock;
    return ClockPauses.isSystem(given) ? given : () -> Require.returned("clock", given.instant());
  }

  Ticks ticks() {
    return ticks != null ? ticks : ownClock == null ? Ticks.REAL : Ticks.of(clock());
  }

  /** Refuses to go on without what this client type needs besides. */
  void requireMore() {}

  boolean hasOwner() {
    return owner != null;
  }

  /** Which id_tokens are accepted, where users sign in. */
  IdTokenRules idTokenRules() {
    return IdTokenRules.STRICT;
  }

  static <T> T needed(String option, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException(option + "(...) is missing");
    }
    return value;
  }
}
