package io.github.zohooauth.examples.benchmarks.library;

import com.github.scribejava.core.builder.ServiceBuilder;
import com.github.scribejava.core.builder.api.DefaultApi20;
import com.github.scribejava.core.oauth.OAuth20Service;
import java.net.URI;

/** ScribeJava, which keeps no token. */
public final class Scribe implements Renewer {

  private final OAuth20Service service;

  public Scribe(URI endpoint) {
    service =
        new ServiceBuilder(Registration.CLIENT_ID)
            .apiSecret(Registration.SECRET)
            .build(new Api(endpoint.toString()));
  }

  @Override
  public Object renew() throws Exception {
    return service.refreshAccessToken(Registration.REFRESH_TOKEN);
  }

  private static final class Api extends DefaultApi20 {

    private final String endpoint;

    Api(String endpoint) {
      this.endpoint = endpoint;
    }

    @Override
    public String getAccessTokenEndpoint() {
      return endpoint;
    }

    @Override
    protected String getAuthorizationBaseUrl() {
      return endpoint;
    }
  }
}
