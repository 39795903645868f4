package io.github.zohooauth.testkit;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** An HTTP client that counts as busy until what depends on its answers is done. */
public final class CountedHttp extends PassedOnHttp {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final IdleTime time;

  public CountedHttp(IdleTime time) {
    super(HTTP);
    this.time = time;
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    CompletableFuture<HttpResponse<T>> answer = new CompletableFuture<>();
    time.begin();
    CompletableFuture<?> unused =
        other
            .sendAsync(request, handler)
            .whenComplete(
                (response, failure) -> {
                  if (failure == null) {
                    answer.complete(response);
                  } else {
                    answer.completeExceptionally(failure);
                  }
                  time.end();
                });
    return answer;
  }
}
