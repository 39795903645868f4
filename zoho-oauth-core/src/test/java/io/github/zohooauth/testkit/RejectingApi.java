package io.github.zohooauth.testkit;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.http.ZohoHttpClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.List;

/** A product's API that rejects the first of two tokens, and a client that is given both. */
public final class RejectingApi implements AutoCloseable {

  public static final String REJECTED = "{\"code\":\"INVALID_TOKEN\",\"id\":\"47601\"}";

  private static final String RESOURCE = "/crm/v8/Leads?a=%20";

  private final CannedApi canned = new CannedApi();
  public final AccessToken one = canned.token("1000.one");
  public final AccessToken two = canned.token("1000.two");
  public final GivenTokens tokens = new GivenTokens(one, two);

  /** What the client is made of, for other clients of the same API. */
  public final HttpClient plain = HttpClient.newHttpClient();

  public final HttpClient http = ZohoHttpClient.authorizing(plain, tokens);

  public RejectingApi() {
    answers(one, CannedAnswer.json(401, REJECTED));
    answers(two, CannedAnswer.json(200, "{}"));
  }

  public void answers(AccessToken token, CannedAnswer answer) {
    canned.answers(token, answer);
  }

  public HttpRequest.Builder request() {
    return HttpRequest.newBuilder(URI.create(canned.base() + RESOURCE));
  }

  /** The {@linkplain #line lines} of the requests so far, in their order. */
  public List<String> asked() {
    return canned.asked();
  }

  /** A request with this token, as {@link #asked} tells it. */
  public static String line(String method, AccessToken token, String body) {
    return "%s %s %s %s".formatted(method, RESOURCE, token.authorizationHeader(), body).strip();
  }

  @Override
  public void close() {
    canned.close();
  }
}
