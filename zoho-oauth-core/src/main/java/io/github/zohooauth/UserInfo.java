package io.github.zohooauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Zoho tells of the user of an access token, as far as its scopes allow.
 *
 * <p>{@link #toString} shows none of it. Immutable and thread-safe.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#UserInfoResponse">OpenID
 *     Connect Core, section 5.3.2</a>
 */
public final class UserInfo {

  private final String subject;
  private final @Nullable String email;
  private final @Nullable String displayName;
  private final @Nullable String firstName;
  private final @Nullable String lastName;

  private UserInfo(String subject, ObjectNode json) {
    this.subject = subject;
    this.email = first(json, "email", "Email");
    this.displayName = first(json, "name", "display_name", "Display_Name");
    this.firstName = first(json, "given_name", "first_name", "First_Name");
    this.lastName = first(json, "family_name", "last_name", "Last_Name");
  }

  /** What this answer tells, in the standard's spelling or one of Zoho's; empty without a user. */
  static Optional<UserInfo> in(ObjectNode json) {
    return Optional.ofNullable(first(json, "sub", "ZUID"))
        .map(subject -> new UserInfo(subject, json));
  }

  /** The first of these members that says something; Zoho's user number is not text. */
  private static @Nullable String first(ObjectNode json, String... names) {
    for (String name : names) {
      JsonNode node = json.path(name);
      String text = node.isTextual() || node.isIntegralNumber() ? node.asText() : "";
      if (!text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  /** Returns the name that Zoho has for the user: the ZUID, and an id_token's subject. */
  public String subject() {
    return subject;
  }

  /** Returns the e-mail address. */
  public Optional<String> email() {
    return Optional.ofNullable(email);
  }

  /** Returns the whole name, as the user likes it shown. */
  public Optional<String> displayName() {
    return Optional.ofNullable(displayName);
  }

  /** Returns the first name. */
  public Optional<String> firstName() {
    return Optional.ofNullable(firstName);
  }

  /** Returns the last name. */
  public Optional<String> lastName() {
    return Optional.ofNullable(lastName);
  }

  @Override
  public String toString() {
    return "UserInfo[redacted]";
  }
}
