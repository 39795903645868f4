package io.github.zohooauth.examples.recipes;

import io.github.zohooauth.http.ApiAuthorization;
import io.github.zohooauth.http.ZohoHttpClient;
import java.net.http.HttpClient;

/** A client that OpenAPI Generator makes, with its library {@code native}. */
public final class GeneratedRecipe {

  private GeneratedRecipe() {}

  /** Returns a generated client that authorizes each request. */
  public static ApiClient client(ApiAuthorization api) {
    // The builder refuses to follow redirects: the rule of the hosts would end there.
    return new ApiClient().setHttpClientBuilder(ZohoHttpClient.builder(api));
  }

  /** A copy, kept by hand, of the part of the generated class that this recipe needs. */
  public static final class ApiClient {
    private HttpClient.Builder builder = HttpClient.newBuilder();

    /** Sets what builds the HTTP client. */
    public ApiClient setHttpClientBuilder(HttpClient.Builder builder) {
      this.builder = builder;
      return this;
    }

    /** Builds the HTTP client. */
    public HttpClient getHttpClient() {
      return builder.build();
    }
  }
}
