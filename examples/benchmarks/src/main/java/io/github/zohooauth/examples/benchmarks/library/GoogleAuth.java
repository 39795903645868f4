package io.github.zohooauth.examples.benchmarks.library;

import com.google.auth.oauth2.UserCredentials;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;

/** google-auth-library-oauth2-http. */
public final class GoogleAuth implements Cache, Renewer {

  private final UserCredentials credentials;

  public GoogleAuth(URI endpoint) {
    credentials =
        UserCredentials.newBuilder()
            .setClientId(Registration.CLIENT_ID)
            .setClientSecret(Registration.SECRET)
            .setRefreshToken(Registration.REFRESH_TOKEN)
            .setTokenServerUri(endpoint)
            .build();
  }

  @Override
  public Object token() throws IOException {
    credentials.refreshIfExpired();
    return Objects.requireNonNull(credentials.getAccessToken());
  }

  @Override
  public Object renew() throws IOException {
    return credentials.refreshAccessToken();
  }
}
