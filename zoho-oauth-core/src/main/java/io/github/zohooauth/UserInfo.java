package io.github.zohooauth;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The profile of an access token's user, as far as the token's scopes allow.
 *
 * <p>{@link #toString} is redacted. Immutable and thread-safe.
 *
 * @param subject Zoho's ID of the user (ZUID), equal to the subject of an id_token
 * @param email the e-mail address, or null
 * @param displayName the full name that the user wants to be shown, or null
 * @param firstName the first name, or null
 * @param lastName the last name, or null
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#UserInfoResponse">OpenID
 *     Connect Core, section 5.3.2</a>
 */
public record UserInfo(
    String subject,
    @Nullable String email,
    @Nullable String displayName,
    @Nullable String firstName,
    @Nullable String lastName) {

  /** Refuses a null subject. */
  public UserInfo {
    Objects.requireNonNull(subject, "subject");
  }

  @Override
  public String toString() {
    return "UserInfo[redacted]";
  }
}
