package io.github.zohooauth.client;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.Environment;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.TokenOwner;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in whose tokens are stored.
 *
 * <p>{@link #toString} shows no token, and nothing of the id_token. Immutable and thread-safe.
 *
 * @param owner the owner under whom the tokens are stored
 * @param accessToken the access token that Zoho issued
 * @param isRenewable whether the stored tokens can be renewed without the user. A stored refresh
 *     token stays if Zoho issued none
 * @param idToken the verified id_token, or null if Zoho issued none
 */
public record SignInResult(
    TokenOwner owner, AccessToken accessToken, boolean isRenewable, @Nullable IdToken idToken) {

  /** Refuses a null owner or access token. */
  public SignInResult {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(accessToken, "accessToken");
  }

  /** Returns the environment of the access token, if its API domain names one. */
  public Optional<Environment> environment() {
    return accessToken.environment();
  }

  @Override
  public String toString() {
    return "SignInResult[owner=%s, accessToken=%s, isRenewable=%s, idToken=%s]"
        .formatted(owner, accessToken, isRenewable, idToken == null ? "none" : "redacted");
  }
}
