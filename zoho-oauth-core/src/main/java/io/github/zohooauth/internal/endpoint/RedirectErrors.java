package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.runtime.Failures;
import java.util.Locale;
import java.util.Set;

/**
 * Maps an error in a redirect to an exception. The error came through a browser, so only a known
 * one is quoted.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1">RFC 6749, section
 *     4.1.2.1</a>
 */
public final class RedirectErrors {

  private static final Set<String> CONFIGURATION =
      Set.of(
          "invalid_client",
          "unauthorized_client",
          "invalid_scope",
          "invalid_redirect_uri",
          "invalid_request",
          "invalid_response_type",
          "unsupported_response_type");

  private static final Set<String> LATER = Set.of("server_error", "temporarily_unavailable");

  private RedirectErrors() {}

  public static ZohoOAuthException read(String received, Failures failures) {
    String error = received.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    if (CONFIGURATION.contains(error)) {
      String what =
          "Zoho refused the authorization request: check client ID, redirect URI and scopes.";
      return failures.withErrorCode(error).configuration(what);
    }
    if (LATER.contains(error)) {
      String what = "Zoho could not authorize for now: try again later.";
      return failures.withErrorCode(error).temporary(what);
    }
    return switch (error) {
      case "access_denied" ->
          again("The user refused: ask again if the user wants to.", error, failures);
      case "client_not_granted" ->
          again(
              "Zoho does not renew silently: the user is signed out, or did not grant it for the"
                  + " session. Ask the user to authorize.",
              error,
              failures);
      case "prompt_required" ->
          again(
              "Zoho does not renew silently: a scope was not granted before. Ask the user to"
                  + " authorize.",
              error,
              failures);
      default ->
          failures.authorizationRequired(
              "Zoho sent an error that is not documented: authorize again.");
    };
  }

  private static ZohoOAuthException again(String what, String error, Failures failures) {
    return failures.withErrorCode(error).authorizationRequired(what);
  }
}
