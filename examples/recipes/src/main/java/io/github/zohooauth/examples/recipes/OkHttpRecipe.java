package io.github.zohooauth.examples.recipes;

import io.github.zohooauth.http.ApiAuthorization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** OkHttp, and so Retrofit: give the client to {@code Retrofit.Builder.client}. */
public final class OkHttpRecipe implements Interceptor {

  private final ApiAuthorization api;

  private OkHttpRecipe(ApiAuthorization api) {
    this.api = api;
  }

  /** Returns a client that authorizes each request. */
  public static OkHttpClient client(ApiAuthorization api) {
    // The rule of the hosts ends where a client follows redirects by itself.
    OkHttpClient.Builder http = new OkHttpClient.Builder().followRedirects(false);
    return http.addInterceptor(new OkHttpRecipe(api)).build();
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    try {
      return authorized(chain);
    } catch (RuntimeException e) {
      // With enqueue, another exception than this would also end OkHttp's own thread.
      throw new IOException("not authorized", e);
    }
  }

  private Response authorized(Chain chain) throws IOException {
    Request request = chain.request();
    String header = api.headerFor(request.url().uri());
    Response answer = chain.proceed(with(header, request));
    RequestBody sent = request.body();
    // A body that can be sent once cannot be repeated: the refusal is the result.
    if (!api.mayReject(answer.code()) || (sent != null && sent.isOneShot())) {
      return answer;
    }
    ResponseBody refusal = Objects.requireNonNull(answer.body()); // an answer of a call has one
    byte[] body = refusal.bytes(); // this closes the answer
    Optional<String> better =
        api.replacement(
            request.url().uri(),
            header,
            answer.code(),
            String.join(", ", answer.headers("WWW-Authenticate")),
            new String(body, StandardCharsets.UTF_8));
    return better.isEmpty()
        ? answer.newBuilder().body(ResponseBody.create(body, refusal.contentType())).build()
        : chain.proceed(with(better.get(), request));
  }

  private static Request with(String header, Request request) {
    return request.newBuilder().header("Authorization", header).build();
  }
}
