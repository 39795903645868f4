package io.github.zohooauth.localzoho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.localzoho.protocol.ServerRole;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class FaultsTest {
  private final LocalZoho zoho;
  private final Client client;
  private final TokenCalls calls;

  FaultsTest(LocalZoho zoho) {
    this.zoho = zoho;
    this.client = zoho.user("eu").selfClient();
    this.calls = TokenCalls.of(zoho, client);
  }

  @Test
  @DisplayName("8.2 a gateway's status or page takes the server's place, as often as asked for")
  void next_countsRequestsInOrder() {
    String code = client.code("ZohoCRM.org.READ");
    zoho.faults().next(ServerRole.ACCOUNTS, TokenCalls.TOKEN, 2, Fault.status(503));
    zoho.faults().next(ServerRole.ACCOUNTS, TokenCalls.TOKEN, Fault.html(502));
    zoho.faults().next(ServerRole.API, TokenCalls.TOKEN, Fault.status(500));

    List<HttpResponse<String>> answers =
        Stream.generate(() -> calls.exchange(code)).limit(4).toList();

    assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(503, 503, 502, 200);
    assertThat(answers.get(0).body()).isEmpty();
    assertThat(answers.get(2).body()).startsWith("<!DOCTYPE html>");
    assertThat(Wire.json(answers.get(3)).has("access_token")).isTrue();
    assertThat(zoho.tokenRequests()).hasSize(4);
  }

  @Test
  @DisplayName("8.3 any answer can be put in place of the server's, until faults are cleared")
  void always_lastsUntilCleared() {
    Fault busy = Fault.answer(429, Map.of("Retry-After", "7"), "later");
    zoho.faults().always(ServerRole.ACCOUNTS, TokenCalls.TOKEN, busy);

    for (int i = 0; i < 3; i++) {
      HttpResponse<String> response = calls.exchange(client.code("ZohoCRM.org.READ"));
      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(response.headers().firstValue("Retry-After")).contains("7");
      assertThat(response.body()).isEqualTo("later");
    }
    zoho.faults().clear();
    assertThat(calls.tokens("ZohoCRM.org.READ").has("access_token")).isTrue();
  }

  @Test
  @DisplayName("8.2 a lost request leaves the code good, a lost or torn answer has used it up")
  void lost_beforeOrAfterTheServerActs() {
    String first = client.code("ZohoCRM.org.READ");
    String second = client.code("ZohoCRM.org.READ");
    String third = client.code("ZohoCRM.org.READ");

    assertNoAnswer(Fault.requestLost(), first);
    assertNoAnswer(Fault.answerLost(), second);
    assertNoAnswer(Fault.cutShort(), third);

    assertThat(Wire.json(calls.exchange(first)).has("access_token")).isTrue();
    assertThat(TokenCalls.error(calls.exchange(second))).isEqualTo("invalid_code");
    assertThat(TokenCalls.error(calls.exchange(third))).isEqualTo("invalid_code");
  }

  @Test
  void each_meetsWhatItsRequestIsChosenFor() {
    zoho.faults()
        .each(
            ServerRole.ACCOUNTS,
            TokenCalls.TOKEN,
            request -> request.formParameter("code").map(code -> Fault.status(504)));
    zoho.faults().next(ServerRole.ACCOUNTS, TokenCalls.TOKEN, Fault.status(503));

    assertThat(calls.exchange(client.code("ZohoCRM.org.READ")).statusCode()).isEqualTo(504);
    assertThat(calls.refresh("1000.no.such").statusCode()).isEqualTo(503);
    assertThat(TokenCalls.error(calls.refresh("1000.no.such"))).isEqualTo("invalid_code");
    zoho.faults().clear();
    assertThat(calls.tokens("ZohoCRM.org.READ").has("access_token")).isTrue();
  }

  @Test
  void held_waitsForTheGate() throws Exception {
    Gate gate = Gate.shut();
    zoho.faults().next(ServerRole.ACCOUNTS, TokenCalls.TOKEN, 2, Fault.held(gate));
    zoho.faults().next(ServerRole.ACCOUNTS, TokenCalls.TOKEN, Fault.status(503).behind(gate));
    List<CompletableFuture<HttpResponse<String>>> waiting =
        Stream.generate(() -> client.code("ZohoCRM.org.READ"))
            .limit(3)
            .map(code -> CompletableFuture.supplyAsync(() -> calls.exchange(code)))
            .toList();

    gate.awaitArrival(3);
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    gate.open();

    CompletableFuture.allOf(waiting.toArray(CompletableFuture<?>[]::new)).get(10, TimeUnit.SECONDS);
    assertThat(waiting)
        .extracting(answer -> answer.join().statusCode())
        .containsExactlyInAnyOrder(200, 200, 503);
  }

  @Test
  void close_endsHeldRequests() {
    Gate gate = Gate.shut();
    zoho.faults().always(ServerRole.ACCOUNTS, TokenCalls.TOKEN, Fault.held(gate));
    CompletableFuture<HttpResponse<String>> waiting =
        CompletableFuture.supplyAsync(() -> calls.exchange("1000.any.code"));
    gate.awaitArrival(1);

    zoho.close();

    assertThat(waiting).failsWithin(Duration.ofSeconds(10));
  }

  @Test
  void next_forNoRequest_throws() {
    assertThatThrownBy(
            () -> zoho.faults().next(ServerRole.API, "/crm/v8/org", 0, Fault.status(500)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("requests");
  }

  private void assertNoAnswer(Fault fault, String code) {
    zoho.faults().next(ServerRole.ACCOUNTS, TokenCalls.TOKEN, fault);
    assertThatThrownBy(() -> calls.exchange(code)).isInstanceOf(UncheckedIOException.class);
  }
}
