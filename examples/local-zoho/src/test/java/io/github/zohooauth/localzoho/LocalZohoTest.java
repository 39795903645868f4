package io.github.zohooauth.localzoho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LocalZohoTest {

  @Test
  @DisplayName(
      "1.1 each data center has a server for each role, all on ports of their own on loopback")
  void servers_haveTheirOwnPorts() {
    try (LocalZoho zoho = LocalZoho.start()) {
      List<URI> servers = new ArrayList<>();
      for (String location : zoho.locations()) {
        servers.add(zoho.accountsServer(location));
        Stream.of(CrmEnvironment.values())
            .map(environment -> zoho.apiBase(location, environment))
            .forEach(servers::add);
        servers.add(zoho.analytics(location));
        servers.add(zoho.showTime(location));
        servers.add(zoho.desk(location));
        servers.add(zoho.phoneBridge(location));
        Stream.of(ServerRole.values())
            .filter(role -> role.compareTo(ServerRole.PHONEBRIDGE) > 0)
            .map(role -> zoho.server(role, location))
            .forEach(servers::add);
      }

      assertThat(servers).hasSize(11 * ServerRole.values().length).doesNotHaveDuplicates();
      assertThat(servers).allMatch(server -> server.getHost().equals("127.0.0.1"));
      assertThat(zoho.accountsServer("eu")).isEqualTo(zoho.accountsServer("eu"));
      assertThatThrownBy(() -> zoho.accountsServer("mars"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void close_evenTwice_stopsEveryServer() {
    LocalZoho zoho = LocalZoho.start();
    URI server = zoho.accountsServer("eu");
    zoho.startTls().close();
    zoho.close();
    zoho.close();

    assertThatThrownBy(() -> Wire.get(server, "/oauth/serverinfo"))
        .hasCauseInstanceOf(ConnectException.class);
    assertThatThrownBy(() -> zoho.accountsServer("us")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void clock_movesOnlyWhenMoved() {
    try (LocalZoho zoho = LocalZoho.start()) {
      assertThat(zoho.clock().instant()).isEqualTo(LocalClock.START);
      zoho.clock().advance(Duration.ofSeconds(90));
      assertThat(zoho.clock().instant()).isEqualTo(LocalClock.START.plusSeconds(90));
      zoho.clock().set(Instant.EPOCH);
      assertThat(zoho.clock().instant()).isEqualTo(Instant.EPOCH);
    }
  }

  @Test
  void startTicking_beginsNow() {
    Instant before = Instant.now();
    try (LocalZoho zoho = LocalZoho.startTicking(Reading.documented())) {
      assertThat(zoho.clock().instant()).isBetween(before, Instant.now());
    }
  }

  @Test
  void requests_holdWhatWasSentInOrder() {
    try (LocalZoho zoho = LocalZoho.start()) {
      Wire.post(zoho.accountsServer("eu"), "/oauth/v2/token?q=1", "a b", "c&d", "a b", "e");
      Wire.get(zoho.apiBase("us", CrmEnvironment.SANDBOX), "/crm/v8/org", "X-Mine", "1");

      ReceivedRequest first = zoho.requests().get(0);
      ReceivedRequest second = zoho.requests().get(1);
      assertThat(zoho.requests()).hasSize(2);
      assertThat(zoho.tokenRequests()).containsExactly(first);
      assertThat(first.role()).isEqualTo(ServerRole.ACCOUNTS);
      assertThat(first.location()).isEqualTo("eu");
      assertThat(first.method()).isEqualTo("POST");
      assertThat(first.rawQuery()).isEqualTo("q=1");
      assertThat(first.form()).containsOnlyKeys("a b").containsValue(List.of("c&d", "e"));
      assertThat(second.role()).isEqualTo(ServerRole.SANDBOX_API);
      assertThat(second.path()).isEqualTo("/crm/v8/org");
      assertThat(second.header("x-mine")).contains("1");
    }
  }

  @Test
  @DisplayName("8.2 exactly so many token calls are throttled as were asked for, codes unharmed")
  void throttleNextTokenCalls_countsThem() {
    try (LocalZoho zoho = LocalZoho.start()) {
      Client client = zoho.user("eu").selfClient();
      TokenCalls calls = TokenCalls.of(zoho, client);
      String code = client.code("ZohoCRM.org.READ");
      zoho.throttleNextTokenCalls(2);

      HttpResponse<String> first = calls.exchange(code);
      HttpResponse<String> second = calls.exchange(code);
      HttpResponse<String> third = calls.exchange(code);

      assertThat(TokenCalls.error(first)).isEqualTo("Access Denied");
      assertThat(TokenCalls.error(second)).isEqualTo("Access Denied");
      assertThat(Wire.json(third).has("access_token")).isTrue();
    }
  }

  @Test
  void evict_ofUnknownToken_throwsWithoutNamingIt() {
    try (LocalZoho zoho = LocalZoho.start()) {
      assertThatThrownBy(() -> zoho.evict("1000.no.such"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("1000.no.such");
    }
  }

  @Test
  @DisplayName("4.1 of many threads with one code, one gets tokens")
  void exchange_byManyThreads_servesOne() {
    try (LocalZoho zoho = LocalZoho.start()) {
      Client client = zoho.user("eu").selfClient();
      TokenCalls calls = TokenCalls.of(zoho, client);
      String code = client.code("ZohoCRM.org.READ");

      long served =
          Stream.generate(() -> code)
              .limit(64)
              .parallel()
              .map(calls::exchange)
              .filter(response -> Wire.json(response).has("access_token"))
              .count();

      assertThat(served).isEqualTo(1);
      assertThat(zoho.tokenRequests()).hasSize(64);
    }
  }
}
