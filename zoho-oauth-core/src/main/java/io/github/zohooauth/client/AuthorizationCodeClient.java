package io.github.zohooauth.client;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.renewal.RenewalStrategy;
import io.github.zohooauth.internal.text.Require;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the client types share whose users sign in by the authorization code flow: a browser goes to
 * Zoho and comes back with a code.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1">RFC 6749, section 4.1</a>
 */
abstract class AuthorizationCodeClient extends AbstractClient {

  final AuthorizationRequests requests;
  final AuthorizationResponse response;
  final TokenExchange codes;

  AuthorizationCodeClient(ClientParts client, AuthorizationRequests requests, boolean hasOwner) {
    super(client, RenewalStrategy.byRefreshToken(client.endpoint()), hasOwner);
    this.requests = requests;
    this.response = new AuthorizationResponse(client);
    this.codes = new TokenExchange(client, storage, revocation);
  }

  /**
   * Returns a request for these scopes, with a refresh token, a state and PKCE (S256).
   *
   * @param scopes such as {@code ZohoCRM.modules.READ}; add {@code openid} and {@code email} to
   *     learn who the user is
   * @throws IllegalArgumentException if a scope is malformed, or there is none
   */
  public final AuthorizationRequest authorizationRequest(String... scopes) {
    return newAuthorizationRequest(scopes).build();
  }

  /** Returns a builder for a request with other options, such as another refresh token. */
  public final AuthorizationRequest.Builder newAuthorizationRequest(String... scopes) {
    return new AuthorizationRequest.Builder(requests, scopes);
  }

  /**
   * Exchanges the code of a callback for tokens, and stores them under the owner that the resolver
   * returns.
   *
   * <p>The tokens come from the data center where the user lives, which may be another than the
   * client's own.
   *
   * <p>The store is read first. If that fails, the code is not sent, and the same exchange can be
   * repeated. An unreadable record of the owner is found only after the code was sent, because the
   * resolver names the owner with the tokens.
   *
   * @param request the request that the browser was sent to. It can be answered once. Null stands
   *     for a request that the application no longer has
   * @param callback the whole URI to which the browser came back, or only its query string,
   *     undecoded. A {@link MobileClient} refuses a URI other than the request's redirect URI. Null
   *     stands for a URI without a query
   * @param resolver called in this thread. If it throws a {@link TemporaryFailureException}, the
   *     tokens are kept for ten minutes, and the same exchange can be repeated. After any other
   *     exception they are revoked
   * @throws AuthorizationRequiredException if the user refused, the request is missing, expired or
   *     another client's, the callback is missing or does not answer the request, Zoho does not
   *     accept the code, or the id_token is not valid
   * @throws ConfigurationException if the callback names an unknown data center, or client ID,
   *     secret, redirect URI or environment are wrong
   * @throws ZohoOAuthException as {@link SelfClient#exchange(String)}
   * @throws IllegalStateException if the client is closed
   * @see <a href="https://www.zoho.com/accounts/protocol/oauth/web-apps/access-token.html">Zoho:
   *     access token</a>
   */
  public final SignInResult exchange(
      @Nullable AuthorizationRequest request, @Nullable String callback, OwnerResolver resolver) {
    Objects.requireNonNull(resolver, "resolver");
    return exchangeCode(request, callback, null, code -> codes.exchange(code, resolver));
  }

  /**
   * Exchanges the code of a callback by this step. If the store cannot be read before it, or if it
   * fails for now and the tokens are kept, the request can be answered again.
   *
   * @param owner the owner of the tokens; null if only the resolver knows
   */
  final SignInResult exchangeCode(
      @Nullable AuthorizationRequest request,
      @Nullable String callback,
      @Nullable TokenOwner owner,
      Function<TokenExchange.Request, SignInResult> step) {
    AuthorizationRequest answered = response.required(request);
    TokenExchange.Request code = code(answered, response.required(callback));
    response.orAllowAgain(answered, () -> storage.requireReadable(owner));
    try {
      return step.apply(code);
    } catch (TemporaryFailureException e) {
      if (codes.isRepeatable(code)) {
        response.allowAgain(answered);
      }
      throw e;
    }
  }

  /** Checks that the callback answers this request. Nothing is sent before. */
  private TokenExchange.Request code(AuthorizationRequest request, String callback) {
    requireRedirectUri(request, callback);
    RedirectParameters parameters =
        response.answer(
            request, AuthorizationRequest.Kind.CODE, RedirectParameters.ofQuery(callback));
    DataCenter dataCenter = response.dataCenter(parameters, client.home());
    String code = parameters.get("code").filter(Require::isToken).orElseThrow(response::empty);
    Grant grant =
        Grant.authorizationCode(
            code, request.redirectUri(), request.codeVerifier, request.isOffline());
    return new TokenExchange.Request(grant, dataCenter, request.scopes(), request.nonce);
  }

  /**
   * Refuses a callback to another URI than the request's. The default accepts it, because a web
   * application behind a proxy sees another URI than the browser.
   */
  void requireRedirectUri(AuthorizationRequest request, String callback) {}
}
