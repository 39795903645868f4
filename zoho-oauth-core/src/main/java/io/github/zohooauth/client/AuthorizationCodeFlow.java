package io.github.zohooauth.client;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.text.Require;
import java.util.Objects;
import java.util.function.Function;

/**
 * The authorization code flow: a browser goes to Zoho and comes back with a code.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1">RFC 6749, section 4.1</a>
 */
final class AuthorizationCodeFlow {

  private static final String AGAIN =
      "The authorization code is used up, but its tokens are kept for ten minutes: exchange the same"
          + " request and redirect again by then.";

  private final AuthorizationRequests consent;
  private final AuthorizationResponse redirect;
  private final ClientTokens tokens;
  private final boolean exactUri;

  /**
   * Makes the flow of one client.
   *
   * @param exactUri whether a whole URI has to be the request's redirect URI; behind a proxy a web
   *     application sees another one than the browser
   */
  AuthorizationCodeFlow(
      AuthorizationRequests consent,
      AuthorizationResponse redirect,
      ClientTokens tokens,
      boolean exactUri) {
    this.consent = consent;
    this.redirect = redirect;
    this.tokens = tokens;
    this.exactUri = exactUri;
  }

  AuthorizationRequest.Builder newRequest(String... scopes) {
    return new AuthorizationRequest.Builder(consent, scopes);
  }

  /** A code, and the data center that made it. */
  private record Code(Grant grant, DataCenter dataCenter) {}

  AccessToken exchange(AuthorizationRequest request, String received, TokenOwner owner) {
    Objects.requireNonNull(owner, "owner");
    Code code = code(request, received);
    return tokens.first().exchange(code.grant(), code.dataCenter(), request.scopes(), owner);
  }

  AccessToken exchange(
      AuthorizationRequest request, String received, Function<Granted, TokenOwner> naming) {
    Objects.requireNonNull(naming, "naming");
    Code code = code(request, received);
    try {
      return tokens
          .first()
          .exchange(code.grant(), code.dataCenter(), request.scopes(), request.nonce(), naming);
    } catch (TemporaryFailureException e) {
      if (!tokens.isUnfinished(code.grant())) {
        throw e;
      }
      redirect.mayBeAnsweredAgain(request);
      throw Failures.like(e).temporary(Failures.what(e) + " " + AGAIN, e.getCause());
    }
  }

  /** Nothing is sent before the redirect is known to be the answer to this request. */
  private Code code(AuthorizationRequest request, String received) {
    Objects.requireNonNull(received, "redirectAsReceived");
    if (exactUri && !RedirectUri.isWhere(received, request.redirectUri())) {
      throw redirect.elsewhere();
    }
    RedirectParameters answer =
        redirect.answer(
            request, AuthorizationRequest.Kind.CODE, RedirectParameters.ofQuery(received));
    DataCenter dataCenter = redirect.dataCenter(answer);
    String code = answer.get("code").filter(Require::isToken).orElseThrow(redirect::withoutCode);
    return new Code(
        Grant.authorizationCode(
            code, request.redirectUri(), request.codeVerifier(), request.isOffline()),
        dataCenter);
  }
}
