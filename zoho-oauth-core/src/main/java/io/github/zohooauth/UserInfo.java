package io.github.zohooauth;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What Zoho tells of the user of an access token, as far as its scopes allow.
 *
 * <p>{@link #toString} shows none of it. Immutable and thread-safe.
 *
 * @param subject the name that Zoho has for the user: the ZUID, and an id_token's subject
 * @param email the e-mail address, or null
 * @param displayName the whole name, as the user likes it shown, or null
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
