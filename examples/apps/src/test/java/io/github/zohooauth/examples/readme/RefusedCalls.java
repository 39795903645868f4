package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.Fault;
import io.github.zohooauth.localzoho.Gate;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.protocol.ApiRefusal;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import io.github.zohooauth.store.TokenStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Two hosts with one store that call an API through an HTTP client of the guide, while the API
 * refuses some of their requests. The clock stands still between the steps.
 */
final class RefusedCalls implements AutoCloseable {

  /** Shorter than a token's life, so that a token call comes from a refusal alone. */
  static final Duration PLAYED = Duration.ofMinutes(50);

  private static final String GOOD = "/crm/v8/Leads";
  private static final String REFUSED = "/crm/v8/Contacts";
  private static final int BESIDE = 4;

  /** A token call that waits at the accounts server until the test lets it go on. */
  private record HeldCall(CompletableFuture<Void> arrived, Gate gate) {}

  private record Host(SelfClient client, ApiCaller caller) {}

  final LocalZoho zoho = LocalZoho.start();
  private final Executor threads;
  private final Duration step;
  private final TokenStore store = TokenStore.inMemory();
  private final List<Host> hosts;
  private volatile Optional<HeldCall> held = Optional.empty();
  private int turn;
  private int refusals;

  RefusedCalls(Function<TokenProvider, ApiCaller> http, Executor threads, Duration step) {
    this.threads = threads;
    this.step = step;
    Client registered = zoho.user("eu").selfClient();
    hosts = List.of(host(registered, http), host(registered, http));
    hosts.get(0).client.exchange(registered.code("ZohoCRM.modules.ALL"));
    hosts.forEach(host -> host.client.getAccessToken());
    zoho.faults().each(ServerRole.ACCOUNTS, "/oauth/v2/token", request -> held.map(this::hold));
  }

  private Host host(Client registered, Function<TokenProvider, ApiCaller> http) {
    SelfClient client =
        SelfClient.builder()
            .clientId(registered.id())
            .clientSecret(registered.secret())
            .dataCenter(LocalEu.of(zoho))
            .tokenStore(store)
            .clock(zoho.clock())
            .build();
    return new Host(client, http.apply(client));
  }

  private Fault hold(HeldCall call) {
    call.arrived.complete(null);
    return Fault.held(call.gate);
  }

  /** Token calls after the first token. */
  int tokenCalls() {
    return zoho.tokenRequests().size() - 1;
  }

  /** Plays good requests at each step, and refused ones of both hosts that far apart. */
  void play(ApiRefusal refusal, Duration spacing) throws Exception {
    zoho.faults().always(ServerRole.API, REFUSED, Fault.refusal(refusal));
    Instant end = zoho.clock().instant().plus(PLAYED);
    Instant next = zoho.clock().instant();
    for (; zoho.clock().instant().isBefore(end); zoho.clock().advance(step)) {
      good();
      if (!zoho.clock().instant().isBefore(next)) {
        for (Host host : hosts) {
          refused(host, refusal);
        }
        next = next.plus(spacing);
      }
    }
    assertThat(turn).as("good requests").isGreaterThanOrEqualTo((int) PLAYED.dividedBy(step));
    assertThat(refusedRequests() - refusals)
        .as("repeats: one on each host with each better token")
        .isLessThanOrEqualTo((long) hosts.size() * tokenCalls());
  }

  /** Plays good requests, while the token of that moment dies that many times. */
  void playDeaths(int deaths) throws Exception {
    for (int died = 0; died < deaths; died++) {
      zoho.clock().advance(Duration.ofMinutes(11));
      AccessToken token = hosts.get(0).client.getAccessToken();
      zoho.revokeAccess(token.value());
      good();
      good();
    }
  }

  /** A good request of the next host: it works, and its token does not wait. */
  void good() throws Exception {
    Host host = hosts.get(turn++ % 2);
    assertThat(host.client.getAccessTokenAsync()).as("a token at once").isDone();
    assertThat(call(host, "GET", GOOD, null).status()).as("good request %s", turn).isIn(200, 204);
  }

  /** A record that is written, with the body that a repeat has to send again. */
  ApiCaller.Answer write(String body) throws Exception {
    return call(hosts.get(0), "POST", GOOD, body);
  }

  /** Calls another place than the token's own. */
  ApiCaller.Answer get(URI uri) throws Exception {
    return hosts.get(0).caller.call("GET", uri, null);
  }

  private ApiCaller.Answer call(Host host, String method, String path, String body)
      throws Exception {
    URI api = zoho.apiBase("eu", CrmEnvironment.PRODUCTION);
    return host.caller.call(method, api.resolve(path + "?fields=Last_Name"), body);
  }

  /** One that the API refuses: while a token is renewed for it, the good ones go on. */
  private void refused(Host host, ApiRefusal refusal) throws Exception {
    HeldCall call = new HeldCall(new CompletableFuture<>(), Gate.shut());
    long before = refusedRequests();
    held = Optional.of(call);
    refusals++;
    try {
      CompletableFuture<ApiCaller.Answer> asked =
          CompletableFuture.supplyAsync(() -> answer(host), threads);
      CompletableFuture.anyOf(asked, call.arrived).get(10, TimeUnit.SECONDS);
      for (int beside = 0; !asked.isDone() && beside < BESIDE; beside++) {
        good();
      }
      held = Optional.empty();
      call.gate.open();
      ApiCaller.Answer answer = asked.get(10, TimeUnit.SECONDS);
      assertThat(answer.status()).isEqualTo(refusal.status());
      assertThat(answer.body()).as("byte for byte").asString().isEqualTo(refusal.body());
      assertThat(refusedRequests() - before).as("sent").isBetween(1L, 2L);
    } finally {
      held = Optional.empty();
      call.gate.open();
    }
  }

  private ApiCaller.Answer answer(Host host) {
    try {
      return call(host, "GET", REFUSED, null);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private long refusedRequests() {
    return zoho.requests().stream().filter(request -> request.path().equals(REFUSED)).count();
  }

  @Override
  public void close() {
    hosts.forEach(host -> host.client.close());
    zoho.close();
  }
}
