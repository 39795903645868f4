package io.github.zohooauth.testing;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.UserInfo;
import io.github.zohooauth.client.OwnerResolver;
import io.github.zohooauth.client.SignIn;
import io.github.zohooauth.store.StoredToken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in for tests of an application's {@link OwnerResolver}, with the details that it stores.
 *
 * <p>It fails where a real one fails: if no id_token or no user info came, and at a detail that a
 * record does not take. Not thread-safe.
 */
public final class FakeSignIn implements SignIn {

  private final AccessToken accessToken;
  private final @Nullable IdToken idToken;
  private final @Nullable UserInfo userInfo;
  private final boolean hasRefreshToken;

  /** Checks the details as a record does. */
  private StoredToken stored;

  private FakeSignIn(Builder builder) {
    this.accessToken = builder.accessToken;
    this.idToken = builder.idToken;
    this.userInfo = builder.userInfo;
    this.hasRefreshToken = builder.hasRefreshToken;
    this.stored = StoredToken.refreshing(accessToken.dataCenter(), "1000.fake-refresh");
  }

  /** Returns a builder for a sign-in in the US with a refresh token, and nothing else. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public AccessToken accessToken() {
    return accessToken;
  }

  @Override
  public IdToken idToken() {
    if (idToken == null) {
      throw new ConfigurationException("This fake has no id_token: idToken(...) sets one.");
    }
    return idToken;
  }

  @Override
  public UserInfo userInfo() {
    if (userInfo == null) {
      throw new ConfigurationException("This fake has no user info: userInfo(...) sets one.");
    }
    return userInfo;
  }

  @Override
  public boolean hasRefreshToken() {
    return hasRefreshToken;
  }

  @Override
  public void putDetail(String name, String value) {
    stored = stored.withDetail(name, value);
  }

  /** Returns the details that were put, by name; unmodifiable. */
  public Map<String, String> details() {
    return stored.details();
  }

  @Override
  public String toString() {
    return "FakeSignIn[accessToken=%s, details=%s]".formatted(accessToken, details().keySet());
  }

  /** Builds a {@link FakeSignIn}. Not thread-safe. */
  public static final class Builder {

    private AccessToken accessToken =
        AccessToken.of(
            "1000.fake-access",
            InstantSource.system().instant().plus(Duration.ofHours(1)),
            DataCenter.US);

    private @Nullable IdToken idToken;
    private @Nullable UserInfo userInfo;
    private boolean hasRefreshToken = true;

    private Builder() {}

    /** Sets the access token, whose data center and API domain are those of the sign-in. */
    public Builder accessToken(AccessToken accessToken) {
      this.accessToken = Objects.requireNonNull(accessToken, "accessToken");
      return this;
    }

    /** Sets the id_token, such as one of {@link FakeIdToken}. */
    public Builder idToken(IdToken idToken) {
      this.idToken = Objects.requireNonNull(idToken, "idToken");
      return this;
    }

    /** Sets what Zoho knows about the user, such as a {@link FakeUserInfo}. */
    public Builder userInfo(UserInfo userInfo) {
      this.userInfo = Objects.requireNonNull(userInfo, "userInfo");
      return this;
    }

    /** Leaves out the refresh token, as Zoho does after a user's first consent. */
    public Builder withoutRefreshToken() {
      this.hasRefreshToken = false;
      return this;
    }

    /** Returns the sign-in. */
    public FakeSignIn build() {
      return new FakeSignIn(this);
    }
  }
}
