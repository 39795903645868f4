package io.github.zohooauth.internal.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the parameters of {@code WWW-Authenticate}, for any scheme.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.2">RFC 9110, section 11.2</a>
 */
public final class Challenge {

  private static final Pattern PARAMETER =
      Pattern.compile("([A-Za-z0-9_-]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,\"]+))");

  private Challenge() {}

  /**
   * Returns the values of the parameters with a matching name. The predicate gets it in lower case.
   */
  public static Stream<String> values(List<String> challenges, Predicate<String> name) {
    return challenges.stream()
        .flatMap(challenge -> PARAMETER.matcher(challenge).results())
        .filter(parameter -> name.test(parameter.group(1).toLowerCase(Locale.ROOT)))
        .map(found -> found.group(2) != null ? found.group(2) : found.group(3));
  }

  /**
   * Returns the error code.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a>
   */
  public static Optional<String> error(List<String> challenges) {
    return values(challenges, "error"::equals).findFirst();
  }
}
