package io.github.zohooauth.localzoho.testkit;

import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.internal.text.Form;
import io.github.zohooauth.localzoho.protocol.ClientType;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What applications send browsers to, and what comes back. */
public final class Browsing {
  public static final URI CALLBACK = URI.create("https://app.example/callback");
  static final String AUTH = "/oauth/v2/auth";
  public static final String SCOPE = "ZohoBooks.fullaccess.all";

  private Browsing() {}

  /** Returns a good request of a client for a code or a token, where the client is registered. */
  public static URI request(LocalZoho zoho, Client client, String... namesAndValues) {
    return request(zoho, AUTH, client, namesAndValues);
  }

  /** Returns a good request, with some parameters replaced, added or, if empty, left out. */
  public static URI request(LocalZoho zoho, String path, Client client, String... namesAndValues) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("client_id", client.id());
    parameters.put("response_type", client.type() == ClientType.CLIENT_BASED ? "token" : "code");
    parameters.put("redirect_uri", client.redirectUris().get(0).toString());
    parameters.put("scope", SCOPE);
    parameters.put("state", "s t&te");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    parameters.values().removeIf(String::isEmpty);
    return zoho.accountsServer(client.location()).resolve(path + "?" + encoded(parameters));
  }

  static String encoded(Map<String, String> parameters) {
    return Wire.form(
        parameters.entrySet().stream()
            .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
            .toArray(String[]::new));
  }

  /** Opens a page as a browser without cookies does, following no redirect. */
  public static HttpResponse<String> get(URI uri) {
    return Wire.send(HttpRequest.newBuilder(uri));
  }

  /** Returns the parameters in the query of a redirect. */
  public static Map<String, String> query(URI redirect) {
    return parameters(redirect.getRawQuery());
  }

  /** Returns the parameters in the fragment of a redirect. */
  public static Map<String, String> fragment(URI redirect) {
    return parameters(redirect.getRawFragment());
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    Form.urlencoded(text).forEach((name, values) -> parameters.put(name, values.get(0)));
    return parameters;
  }
}
