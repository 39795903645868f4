package io.github.zohooauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.internal.text.Require;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The owner of a token: a user, an organization and an environment, each optional.
 *
 * <p>The names are the application's own; Zoho never sees them. An application sets only the parts
 * that it distinguishes. Immutable and thread-safe.
 *
 * @param user the application's name for the user, or null
 * @param organization the application's name for the Zoho organization, or null
 * @param environment the environment that the token is bound to, or null to accept the one in
 *     Zoho's answer
 * @see <a href="https://www.zoho.com/crm/developer/docs/api/v8/token-validity.html">Zoho CRM:
 *     tokens</a>
 */
public record TokenOwner(
    @Nullable String user, @Nullable String organization, @Nullable Environment environment) {

  private static final String NO_NAME = "unnamed";
  private static final TokenOwner UNNAMED = new TokenOwner(null, null, null);

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if a name is empty or has half a surrogate pair
   */
  public TokenOwner {
    requireName("user", user);
    requireName("organization", organization);
  }

  /** Returns the owner for an application that has only one. */
  public static TokenOwner unnamed() {
    return UNNAMED;
  }

  /** Returns the owner with this user, without organization and environment. */
  public static TokenOwner user(String user) {
    return new TokenOwner(Objects.requireNonNull(user, "user"), null, null);
  }

  /** Returns the owner with this organization, without user and environment. */
  public static TokenOwner organization(String organization) {
    return UNNAMED.inOrganization(organization);
  }

  /** Returns a copy with this organization. */
  public TokenOwner inOrganization(String organization) {
    Objects.requireNonNull(organization, "organization");
    return new TokenOwner(user, organization, environment);
  }

  /** Returns a copy with this environment. */
  public TokenOwner inEnvironment(Environment environment) {
    Objects.requireNonNull(environment, "environment");
    return new TokenOwner(user, organization, environment);
  }

  /**
   * Returns the owner as one line of printable ASCII: {@code user=42&environment=SANDBOX}.
   *
   * <p>Different owners have different texts. That of {@link #unnamed} is {@code unnamed}.
   *
   * @see #parse
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    append(text, "user=", user);
    append(text, "&organization=", organization);
    append(text, "&environment=", environment == null ? null : environment.name());
    return text.isEmpty() ? NO_NAME : text.substring(text.charAt(0) == '&' ? 1 : 0);
  }

  private static void append(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append(name).append(URLEncoder.encode(value, UTF_8));
    }
  }

  /**
   * Parses the {@link #text} of an owner.
   *
   * @throws IllegalArgumentException if the text is not that of an owner; the message does not
   *     quote it
   */
  public static TokenOwner parse(String text) {
    Map<String, String> parts = new HashMap<>();
    try {
      for (String part : Objects.requireNonNull(text, "text").split("&", -1)) {
        int equals = part.indexOf('=');
        parts.put(
            part.substring(0, equals + 1), URLDecoder.decode(part.substring(equals + 1), UTF_8));
      }
      String environment = parts.get("environment=");
      TokenOwner owner =
          new TokenOwner(
              parts.get("user="),
              parts.get("organization="),
              environment == null ? null : Environment.valueOf(environment));
      if (owner.text().equals(text)) {
        return owner;
      }
    } catch (IllegalArgumentException e) {
      // A part is malformed; the message below does not quote it.
    }
    throw new IllegalArgumentException("text: not the text of a token owner");
  }

  @Override
  public int hashCode() {
    int names = 31 * Objects.hashCode(user) + Objects.hashCode(organization);
    return 31 * names + Objects.hashCode(environment);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TokenOwner that
        && Objects.equals(user, that.user)
        && Objects.equals(organization, that.organization)
        && environment == that.environment;
  }

  private static void requireName(String option, @Nullable String name) {
    if (name != null && Require.utf8(option, name).isEmpty()) {
      throw new IllegalArgumentException(option + ": empty; leave it out instead");
    }
  }
}
