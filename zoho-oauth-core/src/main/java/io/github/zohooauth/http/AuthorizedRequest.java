package io.github.zohooauth.http;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.internal.text.Origin;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.Optional;

/** A request of the caller's, checked, to which a token is added: once, or another once more. */
final class AuthorizedRequest {

  private static final String AUTHORIZATION = "Authorization";

  private final HttpRequest request;
  private final Optional<SecondBody> second;

  private AuthorizedRequest(HttpRequest request) {
    this.request = request;
    this.second =
        request.bodyPublisher().filter(body -> body.contentLength() > 0).map(SecondBody::new);
  }

  /** Works on a copy, as nothing says that a request is the same each time it is asked. */
  static AuthorizedRequest of(HttpRequest request) {
    requireOrigin(request.uri());
    HttpRequest copy = HttpRequest.newBuilder(request, (name, value) -> true).build();
    if (copy.headers().firstValue(AUTHORIZATION).isPresent()) {
      throw new IllegalArgumentException(
          "headers: Authorization is set by this client, and the request has one already; it was"
              + " not sent");
    }
    requireOrigin(copy.uri());
    return new AuthorizedRequest(copy);
  }

  /** Refuses what no token may go to, so that none is renewed for it. */
  private static void requireOrigin(URI uri) {
    if (Origin.of(uri) == null) {
      throw new IllegalArgumentException(
          "uri: https is needed, or plain http on a loopback address, and no user information; the"
              + " request was not sent");
    }
  }

  /** The request with this token, if its host may have it. */
  HttpRequest with(AccessToken token) {
    return builder(token).build();
  }

  /**
   * The request once more, with a better token than the rejected one.
   *
   * @return empty if it is the same, or may not go there, or if the request cannot be sent again
   */
  Optional<HttpRequest> again(AccessToken rejected, AccessToken better) {
    if (better.value().equals(rejected.value()) || !isRepeatable()) {
      return Optional.empty();
    }
    try {
      HttpRequest.Builder builder = builder(better);
      second.ifPresent(body -> builder.method(request.method(), body));
      return Optional.of(builder.build());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private HttpRequest.Builder builder(AccessToken token) {
    if (!token.isFor(request.uri())) {
      throw new IllegalArgumentException(
          "uri: not a host of the data center that the token is for; the request was not sent: if"
              + " it may have the token, name it with DataCenter.withApiHosts(...)");
    }
    return HttpRequest.newBuilder(request, (name, value) -> true)
        .header(AUTHORIZATION, token.authorizationHeader());
  }

  /** Whether it can be sent again; a body of unknown length cannot. */
  private boolean isRepeatable() {
    return request.bodyPublisher().map(BodyPublisher::contentLength).orElse(0L) >= 0;
  }

  /** Whether it could not be sent again after all, as its body can be had only once. */
  boolean isSpent() {
    return second.map(SecondBody::isSpent).orElse(false);
  }
}
