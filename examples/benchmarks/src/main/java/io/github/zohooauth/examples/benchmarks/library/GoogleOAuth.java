package io.github.zohooauth.examples.benchmarks.library;

import com.google.api.client.auth.oauth2.BearerToken;
import com.google.api.client.auth.oauth2.ClientParametersAuthentication;
import com.google.api.client.auth.oauth2.Credential;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import java.io.IOException;
import java.net.URI;

/** google-oauth-client, whose check and renewal are at the door of a request. */
public final class GoogleOAuth implements Cache, Renewer {

  private final Credential credential;
  private final ThreadLocal<HttpRequest> requests;

  public GoogleOAuth(URI endpoint) {
    NetHttpTransport transport = new NetHttpTransport();
    credential =
        new Credential.Builder(BearerToken.authorizationHeaderAccessMethod())
            .setTransport(transport)
            .setJsonFactory(GsonFactory.getDefaultInstance())
            .setTokenServerUrl(new GenericUrl(endpoint))
            .setClientAuthentication(
                new ClientParametersAuthentication(Registration.CLIENT_ID, Registration.SECRET))
            .build()
            .setRefreshToken(Registration.REFRESH_TOKEN);
    requests = ThreadLocal.withInitial(() -> request(transport, endpoint));
  }

  private static HttpRequest request(NetHttpTransport transport, URI endpoint) {
    try {
      return transport.createRequestFactory().buildGetRequest(new GenericUrl(endpoint));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Object token() throws IOException {
    HttpRequest request = requests.get();
    credential.intercept(request);
    return request;
  }

  @Override
  public Object renew() throws IOException {
    if (!credential.refreshToken()) {
      throw new IOException("no token");
    }
    return credential.getAccessToken();
  }
}
