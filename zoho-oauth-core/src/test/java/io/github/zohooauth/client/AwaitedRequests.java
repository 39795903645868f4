package io.github.zohooauth.client;

import java.net.URI;
import java.time.Duration;

/** Authorization requests whose answer is awaited, each with the state {@code 1}. */
public final class AwaitedRequests {

  private AwaitedRequests() {}

  /** One for a code. */
  public static AuthorizationRequest at(URI redirectUri) {
    return of(AuthorizationRequest.Kind.CODE, redirectUri);
  }

  static AuthorizationRequest of(AuthorizationRequest.Kind kind, URI redirectUri) {
    return new AuthorizationRequest(
        kind,
        Scene.CLIENT_ID,
        URI.create("https://accounts.zoho.eu/oauth/v2/auth"),
        redirectUri.toString(),
        "1",
        null,
        null,
        Scene.NOW.plus(Duration.ofMinutes(10)),
        null);
  }
}
