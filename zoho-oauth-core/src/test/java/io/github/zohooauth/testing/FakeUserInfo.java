package io.github.zohooauth.testing;

import io.github.zohooauth.UserInfo;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds a {@link UserInfo} for an application's tests. Not thread-safe. */
public final class FakeUserInfo {

  /** Zoho's ID of the user who is meant if a test names none. */
  static final String SUBJECT = "10001";

  private String subject = SUBJECT;
  private @Nullable String email;
  private @Nullable String displayName;
  private @Nullable String firstName;
  private @Nullable String lastName;

  private FakeUserInfo() {}

  /** Returns a builder for a user of whom only the ID is known. */
  public static FakeUserInfo builder() {
    return new FakeUserInfo();
  }

  /** Sets Zoho's ID of the user; the default is that of {@link FakeIdToken}. */
  public FakeUserInfo subject(String subject) {
    this.subject = Objects.requireNonNull(subject, "subject");
    return this;
  }

  /** Sets the e-mail address. */
  public FakeUserInfo email(String email) {
    this.email = Objects.requireNonNull(email, "email");
    return this;
  }

  /** Sets the full name. */
  public FakeUserInfo displayName(String displayName) {
    this.displayName = Objects.requireNonNull(displayName, "displayName");
    return this;
  }

  /** Sets the first name. */
  public FakeUserInfo firstName(String firstName) {
    this.firstName = Objects.requireNonNull(firstName, "firstName");
    return this;
  }

  /** Sets the last name. */
  public FakeUserInfo lastName(String lastName) {
    this.lastName = Objects.requireNonNull(lastName, "lastName");
    return this;
  }

  /** Returns the user info. What was not set is null, as for scopes that do not allow it. */
  public UserInfo build() {
    return new UserInfo(subject, email, displayName, firstName, lastName);
  }
}
