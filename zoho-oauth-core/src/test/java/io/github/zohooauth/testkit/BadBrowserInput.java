package io.github.zohooauth.testkit;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.BrowserClient;
import io.github.zohooauth.client.DeviceClient;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.client.ServerClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What no client of a sign-in through a browser accepts. */
final class BadBrowserInput {

  private BadBrowserInput() {}

  static List<BadInput> all() {
    List<BadInput> bad = new ArrayList<>();
    addRedirectUris(bad);
    addLeeways(bad);
    addRequests(bad);
    return bad;
  }

  private static void addRedirectUris(List<BadInput> bad) {
    for (String uri :
        List.of(
            "http://app.example/callback",
            "http://localhost.evil.example/callback",
            "http://my_app.internal/callback",
            "http://local_host/callback",
            "http://[fe80::1]/callback",
            "https://user@my_app.example/callback",
            "https://user_name@app.example/callback",
            "https://user:" + PlantedSecret.IN_HEADER.value + "@my_app.example/callback",
            "https://my_app.example:80x/callback",
            "https://my_app.example:80:80/callback",
            "https://my_app.example;x/callback",
            "https://my_app.example,evil.example/callback",
            "https://my_app%2eexample/callback",
            "https://my_app..example/callback",
            "https://-my_app.example/callback",
            "https://my_app.example-/callback",
            "https://my_app.1/callback",
            "https://my_app.example#" + PlantedSecret.IN_HEADER.value,
            "https://_@_/callback",
            "https:///callback",
            "https:my_app.example/callback",
            "myapp://callback",
            "javascript:alert(1)",
            "https://user:" + PlantedSecret.IN_HEADER.value + "@app.example/callback",
            "https://app.example/callback#" + PlantedSecret.IN_HEADER.value,
            "//app.example/callback",
            "/callback",
            "https://app.example/" + "a".repeat(5_000),
            "")) {
      bad.add(
          new BadInput(
              "redirectUri", uri, b -> BrowserClient.builder().redirectUri(URI.create(uri))));
    }
    missing(bad, "redirectUri", b -> BrowserClient.builder().redirectUri((URI) nothing()));
    missing(
        bad,
        "redirectUri",
        b -> BrowserClient.builder().clientId("a").dataCenter(DataCenter.EU).build());
  }

  private static void addLeeways(List<BadInput> bad) {
    for (Duration leeway : List.of(Duration.ofNanos(-1), Duration.ofHours(1).plusNanos(1))) {
      String what = String.valueOf(leeway);
      bad.add(
          new BadInput("idTokenLeeway", what, b -> BrowserClient.builder().idTokenLeeway(leeway)));
      bad.add(
          new BadInput("idTokenLeeway", what, b -> ServerClient.builder().idTokenLeeway(leeway)));
    }
    missing(bad, "idTokenLeeway", b -> DeviceClient.builder().idTokenLeeway(nothing()));
  }

  private static void addRequests(List<BadInput> bad) {
    for (String scope :
        List.of(
            "",
            " , ",
            "a\u0000b",
            "a;b",
            "a".repeat(5_000),
            "a&state=" + PlantedSecret.IN_HEADER.value)) {
      bad.add(new BadInput("scopes", scope, b -> browser().authorizationRequest(scope)));
    }
    missing(bad, "scopes", b -> browser().authorizationRequest());
    missing(bad, "resolver", b -> browser().accept(asked(), "#", nothing()));
  }

  private static BrowserClient browser() {
    return BrowserClient.builder()
        .clientId(Scene.CLIENT_ID)
        .dataCenter(DataCenter.EU)
        .redirectUri(URI.create("https://app.example/callback"))
        .build();
  }

  private static AuthorizationRequest asked() {
    return browser().authorizationRequest("A.b");
  }

  private static void missing(
      List<BadInput> bad, String option, Consumer<SelfClient.Builder> call) {
    bad.add(new BadInput(option, "missing", call));
  }

  @SuppressWarnings({
    "NullAway",
    "TypeParameterUnusedInFormals"
  }) // what a caller without nullness checks may pass
  private static <T> T nothing() {
    return null;
  }
}
