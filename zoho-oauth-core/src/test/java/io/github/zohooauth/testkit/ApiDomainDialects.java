package io.github.zohooauth.testkit;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Where an answer says that the API is, and where tokens may go. */
final class ApiDomainDialects {

  private static final List<String> OWN =
      List.of(
          "https://www.zohoapis.eu",
          "https://sandbox.zohoapis.eu",
          "https://developer.zohoapis.eu",
          "https://crm.zohoapis.eu",
          "https://a.b.zohoapis.eu",
          "https://zohoapis.eu");

  private static final List<String> FOREIGN =
      List.of(
          "http://crm.zohoapis.eu",
          "ftp://crm.zohoapis.eu",
          "javascript:crm.zohoapis.eu",
          "https:crm.zohoapis.eu",
          "//crm.zohoapis.eu",
          "crm.zohoapis.eu",
          "https://",
          "https://crm.zohoapis.eu:443",
          "https://crm.zohoapis.eu:8443",
          "https://crm.zohoapis.eu:",
          "https://user@crm.zohoapis.eu",
          "https://user:word@crm.zohoapis.eu",
          "https://crm.zohoapis.eu//",
          "https://crm.zohoapis.eu/crm",
          "https://crm.zohoapis.eu?a=b",
          "https://crm.zohoapis.eu#a",
          "https://crm.zohoapis.eu.",
          "https://crm.zohoapis.eu%2eevil.example",
          "https://crm.zohoapis.eu\\\\.evil.example",
          "https://crm.zohoapis.eu\\r\\nHost: evil.example",
          "https://crm.zohoapis.eu\\u0000.evil.example",
          "https://crm.zohoap\\u0456s.eu",
          "https://crm.xn--zohoaps-ipf.eu",
          "https://crm\\u3002zohoapis\\u3002eu",
          " https://crm.zohoapis.eu",
          "https://crm.zohoapis.eu ",
          "https://crm.zohoapis.com",
          "https://www.zohoapis.in",
          "https://evilzohoapis.eu",
          "https://crm-zohoapis.eu",
          "https://zohoapis.eu.evil.example",
          "https://crm.zohoapis.eu@evil.example",
          "https://evil.example#.zohoapis.eu",
          "https://evil.example?.zohoapis.eu",
          "https://evil.example/.zohoapis.eu",
          "https://127.0.0.1",
          "https://[::1]",
          "https://localhost",
          "https://eu",
          "https://" + "a".repeat(10_000) + ".evil.example");

  private ApiDomainDialects() {}

  static void addTo(List<AnswerDialect> dialects, TokenCall call) {
    OWN.forEach(url -> dialects.add(at(call, TokenAnswer.text(url), url)));
    dialects.add(at(call, TokenAnswer.text("https://crm.zohoapis.eu/"), "https://crm.zohoapis.eu"));
    FOREIGN.forEach(url -> dialects.add(at(call, TokenAnswer.text(url), TokenAnswer.BASE)));
    String unsaid = call == TokenCall.EXCHANGE ? TokenAnswer.BASE : "https://stored.zohoapis.eu";
    for (String json : List.of("", "null", "\"\"", "5", "true", "[\"https://evil.example\"]")) {
      dialects.add(at(call, json, unsaid));
    }
  }

  private static AnswerDialect at(TokenCall call, String json, String apiDomain) {
    return new AnswerDialect(
        call,
        Map.of("api_domain", json),
        reading -> AnswerDialect.assertEqual(URI.create(apiDomain), reading.token().apiDomain()));
  }
}
