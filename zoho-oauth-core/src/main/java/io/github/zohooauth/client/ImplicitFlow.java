package io.github.zohooauth.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.renewal.SignInHistory;
import io.github.zohooauth.internal.text.Json;
import io.github.zohooauth.internal.text.Require;
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
 * The implicit flow: a browser goes to Zoho and comes back with the access token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.2">RFC 6749, section 4.2</a>
 */
final class ImplicitFlow {

  /** The members of a token response that a redirect may have; a refresh token is ignored. */
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
  private final AuthorizationRequests requests;
  private final String silentPath;
  private final AuthorizationResponse response;
  private final SignInStorage storage;

  /**
   * Makes the flow of one client.
   *
   * @param silentPath where Zoho shows no page during the user's session
   */
  ImplicitFlow(
      ClientParts client,
      AuthorizationRequests requests,
      String silentPath,
      SignInStorage storage) {
    this.client = client;
    this.requests = requests;
    this.silentPath = silentPath;
    this.response = new AuthorizationResponse(client);
    this.storage = storage;
  }

  AuthorizationRequest request(Collection<String> scopes) {
    return requests.token("/oauth/v2/auth", client.home(), scopes);
  }

  /** Returns a request for the stored scopes; empty if none are stored. */
  Optional<AuthorizationRequest> renewalRequest(TokenOwner owner) {
    return client.load(client.key(owner)).flatMap(this::renewalRequest);
  }

  private Optional<AuthorizationRequest> renewalRequest(StoredToken stored) {
    StoredToken.Issued token = stored.accessToken();
    Set<String> scopes = token == null ? Set.of() : token.scopes();
    if (scopes.isEmpty()) {
      return Optional.empty();
    }
    boolean silent = SignInHistory.of(stored).forSession();
    return Optional.of(
        silent
            ? requests.token(silentPath, client.dataCenters().of(stored), scopes)
            : request(scopes));
  }

  /** Accepts a token for an owner whose stored details stay. */
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
    AuthorizationRequest request = response.required(received);
    IssuedTokens issued = issued(request, response.required(callback));
    response.orAllowAgain(request, () -> storage.requireReadable(null));
    try {
      return storage.accept(issued, resolver, () -> {}); // the browser still has the token
    } catch (TemporaryFailureException e) {
      response.allowAgain(request);
      throw e;
    }
  }

  /** Checks that the callback answers this request, before its tokens are read. */
  private IssuedTokens issued(AuthorizationRequest request, String callback) {
    response.requireRedirectUri(request, callback);
    RedirectParameters parameters =
        response.answer(
            request, AuthorizationRequest.Kind.TOKEN, RedirectParameters.ofFragment(callback));
    DataCenter dataCenter = response.dataCenter(parameters, askedDataCenter(request));
    TokenResponse tokens =
        tokens(parameters).orElseThrow(response::empty).withDefaultScopes(request.scopes());
    if (request.scopes().contains("openid") && tokens.idToken() == null) {
      throw response.withoutIdToken();
    }
    return IssuedTokens.byBrowser(
        tokens, dataCenter, madeAt(request), request.nonce, isForSession(parameters));
  }

  /** Returns the data center where the browser was sent. */
  private DataCenter askedDataCenter(AuthorizationRequest request) {
    String server = Require.server("uri", request.uri().resolve("/")).toString();
    return client.dataCenters().withAccountsServer(server).orElse(client.home());
  }

  /** Zoho issued the token after the request was made, so its expiry is never set too late. */
  private Instant madeAt(AuthorizationRequest request) {
    Instant now = client.clock().instant();
    Instant made = request.expiresAt().minus(AuthorizationRequests.LIFE);
    return made.isBefore(now) ? made : now;
  }

  /** Reads the parameters as if they were the JSON of a token response. */
  private static Optional<TokenResponse> tokens(RedirectParameters parameters) {
    ObjectNode json = Json.newObject();
    MEMBERS.forEach(name -> parameters.get(name).ifPresent(value -> json.put(name, value)));
    return TokenResponse.in(json);
  }

  /**
   * Zoho's own JavaScript reads either parameter as the user's tick at "for the entire session".
   */
  private static boolean isForSession(RedirectParameters parameters) {
    return List.of("granted_for_session", "full_grant").stream()
        .flatMap(name -> parameters.get(name).stream())
        .anyMatch("true"::equalsIgnoreCase);
  }
}
