package io.github.zohooauth;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Tells the answer to one authorization request from what any web page can send a browser with: by
 * the state, which none but Zoho and this program have seen.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.7">RFC 9700, section 4.7</a>
 */
final class AwaitedAnswer {

  /** Without any of these it is no answer of Zoho's, or one whose parameters are in a fragment. */
  private static final Set<String> ANSWERS =
      Set.of("code", "error", "access_token", "scope_enhanced");

  private final AuthorizationRequest request;

  AwaitedAnswer(AuthorizationRequest request) {
    this.request = request;
  }

  /** Whether there is an answer, anybody's. */
  static boolean isAnswer(String parameters) {
    return Arrays.stream(parameters.split("&", -1))
        .map(parameter -> parameter.split("=", 2)[0])
        .anyMatch(ANSWERS::contains);
  }

  /** Whether it is the request's: with its state, and no other beside it. */
  boolean isIn(String parameters) {
    List<String> states =
        Arrays.stream(parameters.split("&", -1))
            .map(parameter -> parameter.split("=", 2))
            .filter(parts -> "state".equals(RedirectParameters.decoded(parts[0])))
            .map(parts -> parts.length < 2 ? "" : RedirectParameters.decoded(parts[1]))
            .map(state -> Objects.requireNonNullElse(state, ""))
            .toList();
    boolean undocumented =
        request.kind() == AuthorizationRequest.Kind.MORE_SCOPES && states.isEmpty();
    boolean own =
        states.size() == 1 && AuthorizationRedirect.isSame(states.get(0), request.state());
    return isAnswer(parameters) && (own || undocumented);
  }
}
