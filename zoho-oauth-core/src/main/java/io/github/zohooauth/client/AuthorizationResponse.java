package io.github.zohooauth.client;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.internal.endpoint.ErrorReader;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.text.Crypto;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the redirect that answers an authorization request: its state, which is accepted once,
 * then Zoho's error, then the data center. Nothing is sent before all checks have passed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.4">RFC 9700, section 4.4</a>
 */
final class AuthorizationResponse {

  /** Each answer of Zoho has one of these, unless its parameters are in a fragment. */
  private static final Set<String> ANSWERS =
      Set.of("code", "error", "access_token", "scope_enhanced");

  private final ClientParts client;
  private final UsedStates used = new UsedStates();

  AuthorizationResponse(ClientParts client) {
    this.client = client;
  }

  AuthorizationRequest required(@Nullable AuthorizationRequest request) {
    if (request == null) {
      throw failure("There is no authorization request for this callback");
    }
    return request;
  }

  String required(@Nullable String callback) {
    if (callback == null) {
      throw failure("The callback has no parameters");
    }
    return callback;
  }

  void requireRedirectUri(AuthorizationRequest request, String callback) {
    if (!RedirectUri.cameTo(callback, request.redirectUri())) {
      throw failure("The redirect came to another URI than the request's redirect URI");
    }
  }

  /**
   * Returns the parameters of a redirect that answers this request without an error.
   *
   * @throws AuthorizationRequiredException if the request is another client's or of another kind,
   *     or if the redirect is not the answer, or is a refusal
   */
  RedirectParameters answer(
      AuthorizationRequest request,
      AuthorizationRequest.Kind kind,
      Optional<RedirectParameters> received) {
    if (request.kind != kind || !request.clientId.equals(client.clientId())) {
      throw failure("The request was made by another client, or for another purpose");
    }
    RedirectParameters redirect =
        received.orElseThrow(
            () -> failure("The redirect cannot be read, or has a parameter twice"));
    Optional<String> state = redirect.get("state");
    boolean isOwn = state.isEmpty() ? mayLackState(request) : isSame(state.get(), request.state());
    if (!isOwn) {
      throw failure("The redirect has no state, or not the state of this request");
    }
    Instant now = client.clock().instant();
    if (!now.isBefore(request.expiresAt())) {
      throw failure("The answer came after the request had expired");
    }
    if (!used.isFirstUse(request, now)) {
      throw failure("This request was answered before");
    }
    String error = redirect.get("error").orElse(null);
    if (error != null) {
      throw ErrorReader.inRedirect(error, failures());
    }
    return redirect;
  }

  /** Accepts the answer to this request once more. It was correct but could not be completed. */
  void allowAgain(AuthorizationRequest request) {
    used.forget(request);
  }

  /** Runs a check before the answer is used. If it fails, the answer is accepted once more. */
  void orAllowAgain(AuthorizationRequest request, Runnable check) {
    try {
      check.run();
    } catch (RuntimeException e) {
      allowAgain(request);
      throw e;
    }
  }

  /** Returns whether these parameters answer any authorization request. */
  static boolean isAnswer(String parameters) {
    return Arrays.stream(parameters.split("&", -1))
        .map(parameter -> parameter.split("=", 2)[0])
        .anyMatch(ANSWERS::contains);
  }

  /**
   * Returns whether these parameters answer this request: they have its state and no second one.
   * Any web page can send a browser here, but only Zoho and this program know the state.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.7">RFC 9700, section 4.7</a>
   */
  static boolean isAnswerTo(AuthorizationRequest request, String parameters) {
    List<String> states =
        Arrays.stream(parameters.split("&", -1))
            .map(parameter -> parameter.split("=", 2))
            .filter(parts -> "state".equals(RedirectParameters.decoded(parts[0])))
            .map(parts -> parts.length < 2 ? "" : RedirectParameters.decoded(parts[1]))
            .map(state -> Objects.requireNonNullElse(state, ""))
            .toList();
    boolean isOwn =
        states.isEmpty()
            ? mayLackState(request)
            : states.size() == 1 && isSame(states.get(0), request.state());
    return isOwn && isAnswer(parameters);
  }

  /** Zoho documents no state for the redirect that answers a request for more scopes. */
  private static boolean mayLackState(AuthorizationRequest request) {
    return request.kind == AuthorizationRequest.Kind.MORE_SCOPES;
  }

  /** Takes the same time for all states of one length, so that a caller cannot guess one. */
  private static boolean isSame(String received, String expected) {
    return MessageDigest.isEqual(
        received.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the data center where the user lives. The redirect only selects one that the client
   * knows.
   *
   * @param unnamed the data center of a redirect that names none
   */
  DataCenter dataCenter(RedirectParameters redirect, DataCenter unnamed) {
    Optional<String> location = redirect.get("location");
    Optional<String> server = redirect.get("accounts-server");
    Optional<DataCenter> named =
        location.isPresent()
            ? client.dataCenters().at(location.get())
            : server.flatMap(client.dataCenters()::withAccountsServer);
    if (named.isEmpty() && (location.isPresent() || server.isPresent())) {
      String what =
          "Unknown data center in the redirect. Nothing was sent. If Zoho has added a data center,"
              + " register it with dataCenters(...).";
      throw failures().configuration(what);
    }
    DataCenter dataCenter = named.orElse(unnamed);
    requireSame(server, dataCenter);
    redirect
        .get("iss")
        .filter(issuer -> !DataCenters.isAccountsServer(issuer, client.home()))
        .ifPresent(issuer -> requireSame(Optional.of(issuer), dataCenter));
    return dataCenter;
  }

  private void requireSame(Optional<String> server, DataCenter dataCenter) {
    if (server.isPresent() && !DataCenters.isAccountsServer(server.get(), dataCenter)) {
      throw failure("The redirect names two data centers, and nothing was sent");
    }
  }

  /** Without the id_token, the access token may be another user's. */
  AuthorizationRequiredException withoutIdToken() {
    return failure("The redirect has no id_token, although the scope openid was requested");
  }

  AuthorizationRequiredException empty() {
    return failure("The redirect has neither what was requested nor an error");
  }

  private AuthorizationRequiredException failure(String what) {
    return failures()
        .authorizationRequired(what + ": start again with a new authorization request.");
  }

  private Failures failures() {
    return client.failures(client.home());
  }

  /**
   * The states that were answered. Each is accepted once, until its request expires.
   *
   * <p>Bounded: of more than ten thousand answers in ten minutes the oldest are forgotten. Zoho has
   * long refused their codes by then. Thread-safe.
   */
  private static final class UsedStates {

    private static final int MOST = 10_000;

    private final Map<String, Instant> expiries = new LinkedHashMap<>();

    /**
     * Returns whether the request was not answered before, and remembers it.
     *
     * @param now read before the lock is taken, because the application's clock may block
     */
    synchronized boolean isFirstUse(AuthorizationRequest request, Instant now) {
      expiries.values().removeIf(expiry -> !now.isBefore(expiry));
      if (expiries.size() >= MOST) {
        expiries.remove(expiries.keySet().iterator().next());
      }
      return expiries.putIfAbsent(Crypto.sha256Hex(request.state()), request.expiresAt()) == null;
    }

    synchronized void forget(AuthorizationRequest request) {
      expiries.remove(Crypto.sha256Hex(request.state()));
    }
  }
}
