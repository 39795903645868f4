package io.github.zohooauth.examples.benchmarks.library;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** MSAL4J, led from its own authority to ours: it refuses any that is not https. */
public final class Msal implements Cache, Renewer {

  static final Set<String> SCOPES = Set.of("api://benchmark/.default");

  private final URI endpoint;
  private final ConfidentialClientApplication application;

  public Msal(URI endpoint) throws IOException {
    this.endpoint = endpoint;
    application = options().build();
  }

  /** Returns another application, with these threads for its calls. */
  ConfidentialClientApplication application(ExecutorService threads) throws IOException {
    return options().executorService(threads).build();
  }

  private ConfidentialClientApplication.Builder options() throws IOException {
    return ConfidentialClientApplication.builder(
            Registration.CLIENT_ID, ClientCredentialFactory.createFromSecret(Registration.SECRET))
        .authority("https://login.microsoftonline.com/benchmark/")
        .instanceDiscovery(false)
        .httpClient(this::send);
  }

  @Override
  public Object token() throws Exception {
    return token(false);
  }

  @Override
  public Object renew() throws Exception {
    return token(true);
  }

  private Object token(boolean skipCache) throws Exception {
    return application
        .acquireToken(ClientCredentialParameters.builder(SCOPES).skipCache(skipCache).build())
        .get()
        .accessToken();
  }

  /** As its own client does it. */
  private IHttpResponse send(HttpRequest request) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
    request.headers().forEach(connection::setRequestProperty);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(request.body().getBytes(UTF_8));
    }
    try (InputStream in = connection.getInputStream()) {
      HttpResponse response = new HttpResponse();
      response.statusCode(connection.getResponseCode());
      response.body(new String(in.readAllBytes(), UTF_8));
      return response;
    }
  }
}
