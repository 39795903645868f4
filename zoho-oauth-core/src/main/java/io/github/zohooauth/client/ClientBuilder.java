package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.endpoint.ClientSecret;
import io.github.zohooauth.internal.openid.IdTokenVerifier;
import io.github.zohooauth.internal.runtime.Delayer;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.store.TokenStore;
import java.net.http.HttpClient;
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

/** The options of all client types. Those of some types only have their methods in subclasses. */
abstract class ClientBuilder<B extends ClientBuilder<B>> extends RenewalOptions<B> {

  @Nullable String clientId;
  @Nullable ClientSecret clientSecret;
  @Nullable String refreshToken;
  @Nullable String redirectUri;
  final Map<String, ClientSecret> secretsByLocation = new HashMap<>();
  @Nullable DataCenter home;
  final List<DataCenter> dataCenters = new ArrayList<>();
  @Nullable TokenOwner owner;
  TokenStore store = TokenStore.inMemory();
  @Nullable HttpClient http;
  @Nullable Executor executor;
  @Nullable InstantSource clock;
  final List<TokenListener> listeners = new ArrayList<>();
  @Nullable LongSupplier ticks;
  @Nullable Delayer pauses;
  UnaryOperator<Executor> watch = UnaryOperator.identity();
  boolean strictEnvironment;
  IdTokenVerifier.Rules idTokenRules = IdTokenVerifier.Rules.STRICT;

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
   * Authorization} header. Token calls have no such header. {@code userInfo} and the newer form of
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
   * client's own. Each owner whose call hangs keeps one thread.
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

  /** Adds a listener for sign-ins, renewals and failures; by default there is none. */
  public B listener(TokenListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
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

  /** Makes a sign-in or renewal fail if Zoho's answer names another environment. */
  public B strictEnvironment() {
    strictEnvironment = true;
    return self();
  }

  static <T> T needed(String option, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException(option + "(...) is missing");
    }
    return value;
  }
}
