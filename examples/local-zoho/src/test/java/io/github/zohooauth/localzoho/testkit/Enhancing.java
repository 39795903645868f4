package io.github.zohooauth.localzoho.testkit;

import java.net.URI;
import java.net.http.HttpResponse;

/** Incremental authorization (2.8) of a user who gave a server-based client one scope. */
public record Enhancing(BrowserCalls calls, String refreshToken, String accessToken) {
  public static final String BEGIN = "/oauth/v2/token/scopeenhance";
  static final String ASK = "/oauth/v2/token/addextrascope";

  public static Enhancing of(BrowserCalls calls) {
    HttpResponse<String> tokens = calls.exchange(calls.code("access_type", "offline"));
    return new Enhancing(
        calls,
        Wire.json(tokens).path("refresh_token").asText(),
        Wire.json(tokens).path("access_token").asText());
  }

  public HttpResponse<String> begin() {
    return TokenCalls.at(calls.zoho(), calls.client(), calls.location())
        .post(
            BEGIN,
            calls.client().secret(calls.location()),
            "update_scopes_token",
            "refresh_token",
            refreshToken);
  }

  public String enhanceToken() {
    return Wire.json(begin()).path("access_token").asText();
  }

  public URI request(String enhanceToken, String scopes) {
    return URI.create(
        Browsing.request(
                calls.zoho(),
                ASK,
                calls.client(),
                "response_type",
                "update_scopes",
                "scope",
                scopes,
                "enhance_token",
                enhanceToken,
                "logout",
                "true")
            .toString()
            .replace(
                calls.zoho().accountsServer(calls.client().location()).toString(),
                calls.zoho().accountsServer(calls.location()).toString()));
  }

  public URI ask(String scopes) {
    return calls.browser().open(request(enhanceToken(), scopes));
  }
}
