package io.github.zohooauth.localzoho;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import io.github.zohooauth.localzoho.testkit.Browsing;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every public method of what a test configures refuses null, by the name of the parameter. */
@ExtendWith(LocalZohoExtension.class)
@SuppressWarnings("NullAway") // null is what is tested
class NullOptionsTest {
  private static final List<Class<?>> PUBLIC =
      List.of(
          LocalZoho.class,
          Reading.class,
          Client.class,
          CodeRequest.class,
          User.class,
          ScriptedBrowser.class,
          LocalClock.class,
          Fault.class,
          Faults.class,
          Gate.class,
          TlsFront.class);

  /** A call with one null. */
  private record Row(String method, String parameter, ThrowingCallable call) {}

  private final List<Row> rows = new ArrayList<>();
  private final LocalZoho zoho;

  NullOptionsTest(LocalZoho zoho) {
    this.zoho = zoho;
    addZoho();
    addClients();
    addBrowser();
    addFaults();
  }

  private void row(String method, String parameter, ThrowingCallable call) {
    rows.add(new Row(method, parameter, call));
  }

  private void addZoho() {
    row("LocalZoho.start", "reading", () -> LocalZoho.start(null));
    row("LocalZoho.startTicking", "reading", () -> LocalZoho.startTicking(null));
    row("LocalZoho.accountsServer", "location", () -> zoho.accountsServer(null));
    row("LocalZoho.apiBase", "location", () -> zoho.apiBase(null, CrmEnvironment.SANDBOX));
    row("LocalZoho.apiBase", "environment", () -> zoho.apiBase("eu", null));
    row("LocalZoho.server", "role", () -> zoho.server(null, "eu"));
    row("LocalZoho.server", "location", () -> zoho.server(ServerRole.API, null));
    row("LocalZoho.analytics", "location", () -> zoho.analytics(null));
    row("LocalZoho.showTime", "location", () -> zoho.showTime(null));
    row("LocalZoho.desk", "location", () -> zoho.desk(null));
    row("LocalZoho.phoneBridge", "location", () -> zoho.phoneBridge(null));
    row("LocalZoho.user", "location", () -> zoho.user(null));
    row("LocalZoho.browser", "user", () -> zoho.browser(null));
    row("LocalZoho.browser", "user", () -> zoho.browser(null, HttpClient.newHttpClient()));
    row("LocalZoho.browser", "http", () -> zoho.browser(zoho.user("eu"), null));
    row("LocalZoho.accepts", "accessToken", () -> zoho.accepts(null));
    row("LocalZoho.rotateKeys", "location", () -> zoho.rotateKeys(null));
    row("LocalZoho.dropOldKeys", "location", () -> zoho.dropOldKeys(null));
    row("LocalZoho.accessTokenLife", "life", () -> zoho.accessTokenLife(null));
    row("LocalZoho.revokeAccess", "accessToken", () -> zoho.revokeAccess(null));
    row("LocalZoho.evict", "refreshToken", () -> zoho.evict(null));
    row("LocalZoho.startTls", "ports", () -> zoho.startTls((int[]) null));
    row("Reading.with", "value", () -> Reading.documented().with(null));
    row("Reading.is", "value", () -> Reading.documented().is(null));
    row("Reading.get", "type", () -> Reading.documented().get(null));
    row("LocalClock.advance", "step", () -> zoho.clock().advance(null));
    row("LocalClock.set", "instant", () -> zoho.clock().set(null));
  }

  private void addClients() {
    User user = zoho.user("eu");
    Client client = user.selfClient();
    row("User.named", "firstName", () -> user.named(null, "Lee"));
    row("User.named", "lastName", () -> user.named("Ann", null));
    row("User.addPresentation", "name", () -> user.addPresentation(null, 1, Instant.EPOCH));
    row("User.addPresentation", "modifiedAt", () -> user.addPresentation("Talk", 1, null));
    row("User.serverClient", "redirectUris", () -> user.serverClient((URI[]) null));
    row("User.browserClient", "redirectUris", () -> user.browserClient((URI[]) null));
    row("User.mobileClient", "redirectUris", () -> user.mobileClient((URI[]) null));
    row("Client.named", "name", () -> client.named(null));
    row("Client.secret", "location", () -> client.secret(null));
    row("Client.enable", "location", () -> client.enable(null));
    row("Client.code", "scopes", () -> client.code(null));
    row("CodeRequest.scopes", "scopes", () -> client.newCode().scopes(null));
    row("CodeRequest.life", "life", () -> client.newCode().life(null));
    row("CodeRequest.organization", "organization", () -> client.newCode().organization(null));
    row("CodeRequest.environment", "environment", () -> client.newCode().environment(null));
  }

  private void addBrowser() {
    ScriptedBrowser browser = zoho.browser(zoho.user("eu"));
    URI uri = URI.create("https://app.example");
    row("ScriptedBrowser.organization", "id", () -> browser.organization(null));
    row("ScriptedBrowser.environment", "environment", () -> browser.environment(null));
    row("ScriptedBrowser.open", "uri", () -> browser.open(null));
    row(
        "ScriptedBrowser.enterUserCode",
        "verificationUri",
        () -> browser.enterUserCode(null, "code"));
    row("ScriptedBrowser.enterUserCode", "userCode", () -> browser.enterUserCode(uri, null));
  }

  private void addFaults() {
    Faults faults = zoho.faults();
    Fault fault = Fault.status(500);
    row("Faults.next", "role", () -> faults.next(null, "/", fault));
    row("Faults.next", "path", () -> faults.next(ServerRole.API, null, fault));
    row("Faults.next", "fault", () -> faults.next(ServerRole.API, "/", null));
    row("Faults.next", "role", () -> faults.next(null, "/", 2, fault));
    row("Faults.next", "path", () -> faults.next(ServerRole.API, null, 2, fault));
    row("Faults.next", "fault", () -> faults.next(ServerRole.API, "/", 2, null));
    row("Faults.always", "role", () -> faults.always(null, "/", fault));
    row("Faults.always", "path", () -> faults.always(ServerRole.API, null, fault));
    row("Faults.always", "fault", () -> faults.always(ServerRole.API, "/", null));
    row("Faults.each", "role", () -> faults.each(null, "/", request -> Optional.empty()));
    row(
        "Faults.each",
        "path",
        () -> faults.each(ServerRole.API, null, request -> Optional.empty()));
    row("Faults.each", "chosen", () -> faults.each(ServerRole.API, "/", null));
    row("Fault.answer", "headers", () -> Fault.answer(500, null, ""));
    row("Fault.answer", "body", () -> Fault.answer(500, Map.of(), null));
    row("Fault.refusal", "refusal", () -> Fault.refusal(null));
    row("Fault.held", "gate", () -> Fault.held(null));
    row("Fault.behind", "gate", () -> fault.behind(null));
  }

  @Test
  @DisplayName("null is refused by the name of the parameter, and at once")
  void null_isRefusedByName() {
    for (Row row : rows) {
      assertThatThrownBy(row.call())
          .as(row.method() + " " + row.parameter())
          .isInstanceOf(NullPointerException.class)
          .hasMessage(row.parameter() + " is null");
    }
    assertThatThrownBy(() -> zoho.user("eu").serverClient(Browsing.CALLBACK, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("redirectUris has a null");
    assertThatThrownBy(() -> Fault.answer(500, Collections.singletonMap("X-A", null), ""))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("headers has a null");
    assertThat(zoho.accepts("")).isFalse();
  }

  @Test
  @DisplayName("the table has every parameter of every public method that could be null")
  void table_isComplete() {
    Map<String, Long> inTable =
        rows.stream().collect(groupingBy(Row::method, TreeMap::new, counting()));
    Map<String, Long> parameters =
        PUBLIC.stream()
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
            .filter(method -> !method.getName().equals("equals"))
            .flatMap(
                method ->
                    Stream.of(method.getParameterTypes())
                        .filter(type -> !type.isPrimitive())
                        .map(type -> name(method)))
            .collect(groupingBy(name -> name, TreeMap::new, counting()));

    assertThat(inTable).isEqualTo(parameters);
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }
}
