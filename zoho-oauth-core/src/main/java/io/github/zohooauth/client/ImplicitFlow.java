package io.github.zohooauth.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.renewal.SignInHistory;
import io.github.zohooauth.internal.text.Json;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The implicit flow: a browser goes to Zoho and comes back with the access token itself.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.2">RFC 6749, section 4.2</a>
 */
final class ImplicitFlow {

  /** What may come by a browser; a refresh token may not. */
  private static final List<String> MEMBERS =
      List.of(
          "access_token",
          "token_type",
          "expires_in",
          "expires_in_sec",
          "api_domain",
          "scope",
          "id_token");

  private final ClientParts client;
  private final AuthorizationRequests consent;
  private final String silentPath;
  private final AuthorizationResponse redirect;
  private final TokenExchange exchange;

  /**
   * Makes the flow of one client.
   *
   * @param silentPath where Zoho shows no page, as long as the user's session lives
   */
  ImplicitFlow(
      ClientParts client,
      AuthorizationRequests consent,
      String silentPath,
      TokenExchange exchange) {
    this.client = client;
    this.consent = consent;
    this.silentPath = silentPath;
    this.redirect = new AuthorizationResponse(client);
    this.exchange = exchange;
  }

  /** A request that Zoho may show pages for, and that starts where the client is registered. */
  AuthorizationRequest request(Collection<String> scopes) {
    return consent.token("/oauth/v2/auth", client.home(), scopes);
  }

  /** A request that renews what is stored for this owner; empty if nothing tells its scopes. */
  Optional<AuthorizationRequest> renewalRequest(TokenOwner owner) {
    return client.load(client.key(owner)).flatMap(this::again);
  }

  /** A request for the stored scopes: silent if the user granted access for the whole session. */
  private Optional<AuthorizationRequest> again(StoredToken stored) {
    StoredToken.Issued token = stored.accessToken();
    Set<String> scopes = token == null ? Set.of() : token.scopes();
    if (scopes.isEmpty()) {
      return Optional.empty();
    }
    boolean silent = SignInHistory.of(stored).forSession();
    return Optional.of(
        silent
            ? consent.token(silentPath, client.dataCenters().of(stored), scopes)
            : request(scopes));
  }

  /** Accepts a token for an owner whose details stay. */
  SignInResult accept(
      @Nullable AuthorizationRequest request, @Nullable String callback, TokenOwner owner) {
    TokenKey key = client.key(owner);
    return accept(
        request,
        callback,
        signIn -> {
          client.load(key).ifPresent(before -> before.details().forEach(signIn::putDetail));
          return owner;
        });
  }

  SignInResult accept(
      @Nullable AuthorizationRequest received, @Nullable String callback, OwnerResolver resolver) {
    Objects.requireNonNull(resolver, "resolver");
    client.requireOpen();
    AuthorizationRequest request = redirect.required(received);
    IssuedTokens issued = issued(request, redirect.required(callback));
    try {
      return exchange.accept(issued, resolver);
    } catch (TemporaryFailureException e) {
      redirect.mayBeAnsweredAgain(request); // the browser still has the token
      throw e;
    }
  }

  /** Nothing is believed before the callback is known to be the answer to this request. */
  private IssuedTokens issued(AuthorizationRequest request, String callback) {
    if (!RedirectUri.isWhere(callback, request.redirectUri())) {
      throw redirect.elsewhere();
    }
    RedirectParameters answer =
        redirect.answer(
            request, AuthorizationRequest.Kind.TOKEN, RedirectParameters.ofFragment(callback));
    DataCenter dataCenter = redirect.dataCenter(answer, request);
    TokenResponse response =
        tokens(answer).orElseThrow(redirect::withoutCode).withDefaultScopes(request.scopes());
    if (request.scopes().contains("openid") && response.idToken() == null) {
      throw redirect.withoutIdToken();
    }
    return IssuedTokens.byBrowser(
        response, dataCenter, madeAt(request), request.nonce(), isForSession(answer));
  }

  /** Zoho issued the token later than that, so its life is never taken for longer than it is. */
  private Instant madeAt(AuthorizationRequest request) {
    Instant now = client.clock().instant();
    Instant made = request.expiresAt().minus(AuthorizationRequests.LIFE);
    return made.isBefore(now) ? made : now;
  }

  /** Read as any answer of Zoho's is, though all of it is text here. */
  private static Optional<TokenResponse> tokens(RedirectParameters answer) {
    ObjectNode json = Json.newObject();
    MEMBERS.forEach(name -> answer.get(name).ifPresent(value -> json.put(name, value)));
    return TokenResponse.in(json);
  }

  /** Zoho's own JavaScript takes either for the user's tick at "for the entire session". */
  private static boolean isForSession(RedirectParameters answer) {
    return List.of("granted_for_session", "full_grant").stream()
        .flatMap(name -> answer.get(name).stream())
        .anyMatch("true"::equalsIgnoreCase);
  }
}
