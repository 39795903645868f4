package io.github.zohooauth.localzoho;

import java.net.URI;
import java.net.http.HttpResponse;

/** Incremental authorization (2.8) of a user who gave a server-based client one scope. */
record Enhancing(BrowserCalls calls, String refreshToken, String accessToken) {
  static final String BEGIN = "/oauth/v2/token/scopeenhance";
  static final String ASK = "/oauth/v2/token/addextrascope";

  static Enhancing of(BrowserCalls calls) {
    HttpResponse<String> tokens = calls.exchange(calls.code("access_type", "offline"));
    return new Enhancing(
        calls,
        Wire.json(tokens).path("refresh_token").asText(),
        Wire.json(tokens).path("access_token").asText());
  }

  HttpResponse<String> begin() {
    return TokenCalls.at(calls.zoho(), calls.client(), calls.location())
        .post(
            BEGIN,
            calls.client().secret(calls.location()),
            "update_scopes_token",
            "refresh_token",
            refreshToken);
  }

  String enhanceToken() {
    return Wire.json(begin()).path("access_token").asText();
  }

  URI request(String enhanceToken, String scopes) {
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

  URI ask(String scopes) {
    return calls.browser().open(request(enhanceToken(), scopes));
  }
}
