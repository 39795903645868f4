package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.localzoho.Fault;
import io.github.zohooauth.localzoho.protocol.ApiRefusal;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of the library's own HTTP client holds of the guide's other ones, too. */
class OtherHttpClientsProofTest {

  private static final List<Integer> SPACINGS = List.of(30, 60, 120, 600);

  private record Case(OtherHttp kind, ApiRefusal refusal, int spacing) {}

  private static final Map<OtherHttp, Function<TokenProvider, ApiCaller>> COMPILED =
      new EnumMap<>(OtherHttp.class);

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeAll
  static void compile(@TempDir Path temp) throws Exception {
    for (OtherHttp kind : OtherHttp.values()) {
      COMPILED.put(kind, kind.compiled(temp));
    }
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  private RefusedCalls calls(OtherHttp kind) {
    Function<TokenProvider, ApiCaller> http = COMPILED.get(kind);
    return new RefusedCalls(http, threads, Duration.ofSeconds(Proof.size(120, 30)));
  }

  @Test
  void interceptor_hasEightLinesAtMost() {
    for (OtherHttp kind : List.of(OtherHttp.OK_HTTP, OtherHttp.REST_CLIENT)) {
      String lambda = kind.block().substring(kind.block().indexOf("-> {\n"));
      List<String> body = lambda.lines().skip(1).takeWhile(line -> !line.startsWith("}")).toList();
      assertThat(body).as("%s", kind).hasSizeBetween(2, 8);
    }
  }

  @Test
  @Tag("R15")
  void refusalForTheApisOwnReasons_costsNoGoodRequest_andFewTokenCalls() {
    Proof.holds("R15", cases(), this::hold);
  }

  private void hold(Case each) throws Exception {
    try (RefusedCalls calls = calls(each.kind())) {
      calls.play(each.refusal(), Duration.ofSeconds(each.spacing()));
      boolean mayBeTheToken =
          each.refusal().status() == 401
              && each.refusal().about() != ApiRefusal.About.SCOPE_OR_ORGANIZATION;
      assertThat(calls.tokenCalls())
          .as("token calls")
          .isBetween(mayBeTheToken ? 1 : 0, mayBeTheToken ? 5 : 0);
    }
  }

  /** All of them; reduced, each answer once. */
  private static List<Case> cases() {
    Random chance = new Random(Proof.seed("R15", 20261201));
    List<Case> cases = new ArrayList<>();
    for (ApiRefusal refusal : ApiRefusal.values()) {
      List<Case> all = new ArrayList<>();
      for (OtherHttp kind : OtherHttp.values()) {
        SPACINGS.forEach(spacing -> all.add(new Case(kind, refusal, spacing)));
      }
      cases.addAll(Proof.some(all, 1, chance.nextLong()));
    }
    return cases;
  }

  @Test
  @Tag("R15")
  void tokenThatDied_isReplacedAtItsFirstRefusal() {
    Proof.holds(
        "R15",
        List.of(OtherHttp.values()),
        kind -> {
          try (RefusedCalls calls = calls(kind)) {
            calls.playDeaths(4);
            assertThat(calls.tokenCalls()).isEqualTo(4);
          }
        });
  }

  @Test
  void repeat_sendsTheBodyAgain() throws Exception {
    String body = "{\"data\":[{\"Last_Name\":\"Lovelace\"}]}";
    for (OtherHttp kind : OtherHttp.values()) {
      try (RefusedCalls calls = calls(kind)) {
        calls.good();
        calls.zoho.clock().advance(Duration.ofMinutes(2));
        calls
            .zoho
            .faults()
            .next(ServerRole.API, "/crm/v8/Leads", Fault.refusal(ApiRefusal.EMPTY_401));
        assertThat(calls.write(body).status()).as("%s", kind).isEqualTo(201);
        assertThat(calls.zoho.requests())
            .filteredOn(
                request -> request.method().equals("POST") && request.role() == ServerRole.API)
            .extracting(ReceivedRequest::body)
            .containsExactly(body, body);
      }
    }
  }

  @Test
  @Tag("A2")
  void otherHost_getsNothing_alsoByARedirect() throws Exception {
    for (OtherHttp kind : OtherHttp.values()) {
      try (RefusedCalls calls = calls(kind)) {
        URI us = calls.zoho.apiBase("us", CrmEnvironment.PRODUCTION).resolve("/crm/v8/Leads");
        for (URI other : List.of(us, URI.create("http://www.zohoapis.eu/crm/v8/Leads"))) {
          assertThatThrownBy(() -> calls.get(other))
              .as("%s", kind)
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageStartingWith("uri: ");
        }
        Fault redirect = Fault.answer(307, Map.of("Location", us.toString()), "");
        calls.zoho.faults().next(ServerRole.API, "/crm/v8/Contacts", redirect);
        URI eu = calls.zoho.apiBase("eu", CrmEnvironment.PRODUCTION).resolve("/crm/v8/Contacts");
        assertThat(calls.get(eu).status()).as("%s", kind).isEqualTo(307);
        assertThat(calls.zoho.requests())
            .filteredOn(request -> request.role() == ServerRole.API)
            .extracting(ReceivedRequest::location)
            .containsExactly("eu");
      }
    }
  }
}
