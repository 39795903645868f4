package io.github.zohooauth;

import java.nio.charset.StandardCharsets;
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

  private static final TokenOwner UNNAMED = new TokenOwner(null, null, null);

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if a name is empty or has half a surrogate pair
   */
  public TokenOwner {
    name("user", user);
    name("organization", organization);
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

  /**
   * Checks a name. Half a surrogate pair is refused: it has no UTF-8 form, so two names could
   * become one key.
   */
  private static void name(String option, @Nullable String name) {
    if (name == null) {
      return;
    }
    if (name.isEmpty()) {
      throw new IllegalArgumentException(option + ": empty; leave it out instead");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException(option + ": half a surrogate pair");
    }
  }
}
