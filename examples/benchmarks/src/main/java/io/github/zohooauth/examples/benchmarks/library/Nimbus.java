package io.github.zohooauth.examples.benchmarks.library;

import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.net.URI;

/** Nimbus oauth2-oidc-sdk, which keeps no token. */
public final class Nimbus implements Renewer {

  private final URI endpoint;

  public Nimbus(URI endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public Object renew() throws Exception {
    TokenRequest request =
        new TokenRequest.Builder(
                endpoint,
                new ClientSecretPost(
                    new ClientID(Registration.CLIENT_ID), new Secret(Registration.SECRET)),
                new RefreshTokenGrant(new RefreshToken(Registration.REFRESH_TOKEN)))
            .build();
    return TokenResponse.parse(request.toHTTPRequest().send()).toSuccessResponse().getTokens();
  }
}
