package io.github.zohooauth.testkit;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.BadDeviceInput;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that nothing may accept.
 *
 * @param option the word by which the refusal names it
 * @param what of it is wrong
 */
public record BadInput(String option, String what, Consumer<SelfClient.Builder> call) {

  private static final String LONG = "a".repeat(5_000);
  private static final String SECRET = PlantedSecret.IN_HEADER.value;
  private static final Duration TOO_LONG = Duration.ofMillis(20_001);

  /** What no header, form or log may ever get to see, and has a secret in it. */
  private static final List<@Nullable String> SPOILT =
      Arrays.asList(
          null,
          "",
          " ",
          SECRET + " ",
          SECRET + "\r\nX: y",
          SECRET + "\n",
          SECRET + "\u0000",
          SECRET + "\u00fc",
          SECRET + "\u2028",
          SECRET + LONG);

  public static List<BadInput> all() {
    List<BadInput> bad = new ArrayList<>();
    texts(bad, "clientId", (b, text) -> b.clientId(text));
    texts(bad, "clientSecret", (b, text) -> b.clientSecret(text));
    texts(bad, "clientSecret", (b, text) -> b.clientSecret(DataCenter.EU, text));
    texts(bad, "code", (b, text) -> exchange(b, text));
    texts(bad, "clientId", (b, text) -> new TokenKey(text, TokenOwner.unnamed()));
    texts(bad, "refreshToken", (b, text) -> StoredToken.refreshing(DataCenter.EU, text));
    texts(bad, "refreshToken", (b, text) -> b.refreshToken(text));
    texts(bad, "refreshToken", (b, text) -> b.build().adopt(text));
    texts(
        bad,
        "value",
        (b, text) ->
            new AccessToken(
                text, Scene.NOW, Scene.STORED_SCOPES, DataCenter.EU, URI.create(TokenAnswer.BASE)));
    for (String location : List.of("", "e", "EU", "../eu", "e u", "a".repeat(17))) {
      bad.add(new BadInput("location", location, b -> center(location, "https://a.example")));
    }
    addNulls(bad);
    addNumbers(bad);
    addServers(bad);
    addScopes(bad);
    addClients(bad);
    bad.addAll(BadAdoption.all());
    bad.addAll(BadBrowserInput.all());
    bad.addAll(BadDeviceInput.all());
    bad.addAll(BadOrganizationInput.all());
    for (String name : List.of("", "\ud800")) {
      bad.add(new BadInput("user", name, b -> TokenOwner.user(name)));
      bad.add(new BadInput("organization", name, b -> TokenOwner.organization(name)));
    }
    return bad;
  }

  private interface Taking {
    void take(SelfClient.Builder builder, String text);
  }

  private static void texts(List<BadInput> bad, String option, Taking taking) {
    for (String text : SPOILT) {
      String what = text == null ? "null" : text.substring(0, Math.min(text.length(), 50));
      bad.add(new BadInput(option, what, b -> taking.take(b, text == null ? nothing() : text)));
    }
  }

  private static void addNulls(List<BadInput> bad) {
    missing(bad, "dataCenter", b -> b.dataCenter(nothing()));
    missing(bad, "dataCenter", b -> b.clientSecret(nothing(), "secret"));
    missing(bad, "dataCenter", b -> b.clientSecret(nothing(), () -> "secret"));
    missing(bad, "clientSecret", b -> b.clientSecret(BadInput.<Supplier<String>>nothing()));
    missing(
        bad,
        "clientSecret",
        b -> b.clientSecret(DataCenter.EU, BadInput.<Supplier<String>>nothing()));
    missing(bad, "listener", b -> b.listener(nothing()));
    missing(bad, "dataCenters", b -> b.dataCenters(DataCenter.EU, nothing()));
    missing(bad, "dataCenters", b -> b.dataCenters(BadInput.<DataCenter[]>nothing()));
    missing(bad, "owner", b -> b.owner(nothing()));
    missing(bad, "tokenStore", b -> b.tokenStore(nothing()));
    missing(bad, "httpClient", b -> b.httpClient(nothing()));
    missing(bad, "executor", b -> b.executor(nothing()));
    missing(bad, "clock", b -> b.clock(nothing()));
    missing(bad, "owner", b -> b.build().exchange("code", nothing()));
    missing(bad, "owner", b -> b.build().forOwner(nothing()));
    missing(bad, "owner", b -> b.build().isAuthorized(nothing()));
    missing(bad, "owner", b -> b.build().revoke(nothing()));
    missing(bad, "user", b -> TokenOwner.user(nothing()));
    missing(bad, "environment", b -> DataCenter.EU.withApiDomain(nothing(), URI.create("x:y")));
  }

  private static void addNumbers(List<BadInput> bad) {
    List<Duration> durations =
        Arrays.asList(Duration.ZERO, Duration.ofNanos(-1), Duration.ofHours(25), nothing());
    for (Duration wrong : durations) {
      Duration right = Duration.ofSeconds(1);
      String what = String.valueOf(wrong);
      bad.add(new BadInput("requestTimeout", what, b -> b.requestTimeout(wrong)));
      bad.add(new BadInput("callerTimeout", what, b -> b.callerTimeout(wrong)));
      bad.add(new BadInput("soft margin", what, b -> b.margins(wrong, right)));
      bad.add(new BadInput("hard margin", what, b -> b.margins(right, wrong)));
    }
    bad.add(new BadInput("requestTimeout", "20.001s", b -> b.requestTimeout(TOO_LONG)));
    for (int owners : List.of(Integer.MIN_VALUE, -1, 0)) {
      bad.add(new BadInput("maxCachedOwners", "" + owners, b -> b.maxCachedOwners(owners)));
    }
    for (int renewals : List.of(Integer.MIN_VALUE, -1, 0, 1_001, Integer.MAX_VALUE)) {
      String what = "" + renewals;
      bad.add(new BadInput("maxConcurrentRenewals", what, b -> b.maxConcurrentRenewals(renewals)));
    }
  }

  private static void addServers(List<BadInput> bad) {
    for (String url :
        List.of(
            "http://accounts.zoho.eu",
            "http://localhost.evil.example",
            "http://127.0.0.1.evil.example",
            "http://127.1",
            "ftp://accounts.zoho.eu",
            "https://user:" + SECRET + "@accounts.zoho.eu",
            "https://accounts.zoho.eu/oauth",
            "https://accounts.zoho.eu?a=" + SECRET,
            "https://accounts.zoho.eu#" + SECRET,
            "https://ac_counts.zoho.eu",
            "https://accounts.zoho.eu:99999",
            "http://localhost:0",
            "//accounts.zoho.eu",
            "accounts.zoho.eu",
            "mailto:" + SECRET + "@zoho.eu",
            "")) {
      bad.add(new BadInput("accountsServer", url, b -> center("eu", url)));
      bad.add(
          new BadInput(
              "apiDomain",
              url,
              b -> DataCenter.EU.withApiDomain(Environment.SANDBOX, URI.create(url))));
    }
  }

  private static void addScopes(List<BadInput> bad) {
    for (String scope : List.of("", " , ", "a\u0000b", "a;b", "\u00fc", LONG, "a\"b", "a&b=c")) {
      bad.add(new BadInput("scopes", scope, b -> b.clientCredentials(scope)));
    }
    missing(bad, "scopes", b -> b.clientCredentials());
    missing(bad, "scopes", b -> b.clientCredentials("A.b", nothing()));
    missing(bad, "scopes", b -> b.clientCredentials(BadInput.<String[]>nothing()));
  }

  private static void addClients(List<BadInput> bad) {
    for (HttpClient.Redirect following :
        List.of(HttpClient.Redirect.NORMAL, HttpClient.Redirect.ALWAYS)) {
      HttpClient http = HttpClient.newBuilder().followRedirects(following).build();
      bad.add(new BadInput("httpClient", "" + following, b -> b.httpClient(http)));
    }
    missing(bad, "clientId", b -> SelfClient.builder().build());
    missing(
        bad,
        "clientSecret",
        b -> SelfClient.builder().clientId("a").dataCenter(DataCenter.EU).build());
    missing(bad, "dataCenter", b -> SelfClient.builder().clientId("a").clientSecret("b").build());
    missing(
        bad,
        "clientCredentials",
        b -> exchange(b.clientCredentials("A.b"), PlantedSecret.CODE.value));
  }

  private static void missing(
      List<BadInput> bad, String option, Consumer<SelfClient.Builder> call) {
    bad.add(new BadInput(option, "missing", call));
  }

  private static void exchange(SelfClient.Builder builder, String code) {
    try (SelfClient client = builder.build()) {
      client.exchange(code);
    }
  }

  private static void center(String location, String accountsServer) {
    DataCenter made =
        DataCenter.of(location, URI.create(accountsServer), URI.create(TokenAnswer.BASE));
    throw new AssertionError("accepted " + made);
  }

  @SuppressWarnings({
    "NullAway",
    "TypeParameterUnusedInFormals"
  }) // what a caller without nullness checks may pass
  public static <T> T nothing() {
    return null;
  }

  @Override
  public String toString() {
    return option + ": " + what;
  }
}
