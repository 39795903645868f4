package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.text.Require;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The authorization code flow: a browser goes to Zoho and comes back with a code.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1">RFC 6749, section 4.1</a>
 */
final class AuthorizationCodeFlow {

  private final AuthorizationRequests consent;
  private final AuthorizationResponse redirect;
  private final TokenExchange exchange;
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
      TokenExchange exchange,
      boolean exactUri) {
    this.consent = consent;
    this.redirect = redirect;
    this.exchange = exchange;
    this.exactUri = exactUri;
  }

  AuthorizationRequest.Builder newRequest(String... scopes) {
    return new AuthorizationRequest.Builder(consent, scopes);
  }

  SignInResult exchange(
      @Nullable AuthorizationRequest request, @Nullable String callback, TokenOwner owner) {
    Objects.requireNonNull(owner, "owner");
    return exchangeCode(request, callback, code -> exchange.exchange(code, owner));
  }

  SignInResult exchange(
      @Nullable AuthorizationRequest request, @Nullable String callback, OwnerResolver resolver) {
    Objects.requireNonNull(resolver, "resolver");
    return exchangeCode(request, callback, code -> exchange.exchange(code, resolver));
  }

  private SignInResult exchangeCode(
      @Nullable AuthorizationRequest received,
      @Nullable String callback,
      Function<TokenExchange.Request, SignInResult> step) {
    AuthorizationRequest request = redirect.required(received);
    TokenExchange.Request code = code(request, redirect.required(callback));
    try {
      return step.apply(code);
    } catch (TemporaryFailureException e) {
      if (exchange.isRepeatable(code.grant())) {
        redirect.mayBeAnsweredAgain(request);
      }
      throw e;
    }
  }

  /** Nothing is sent before the callback is known to be the answer to this request. */
  private TokenExchange.Request code(AuthorizationRequest request, String callback) {
    if (exactUri && !RedirectUri.isWhere(callback, request.redirectUri())) {
      throw redirect.elsewhere();
    }
    RedirectParameters answer =
        redirect.answer(
            request, AuthorizationRequest.Kind.CODE, RedirectParameters.ofQuery(callback));
    DataCenter dataCenter = redirect.dataCenter(answer);
    String code = answer.get("code").filter(Require::isToken).orElseThrow(redirect::withoutCode);
    Grant grant =
        Grant.authorizationCode(
            code, request.redirectUri(), request.codeVerifier(), request.isOffline());
    return new TokenExchange.Request(grant, dataCenter, request.scopes(), request.nonce());
  }
}
