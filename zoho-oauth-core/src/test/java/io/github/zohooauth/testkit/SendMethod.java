package io.github.zohooauth.testkit;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The ways to send a request. */
public enum SendMethod {
  SEND {
    @Override
    public <T> HttpResponse<T> send(HttpClient http, HttpRequest request, BodyHandler<T> handler)
        throws IOException, InterruptedException {
      return http.send(request, handler);
    }
  },
  SEND_ASYNC {
    @Override
    public <T> HttpResponse<T> send(HttpClient http, HttpRequest request, BodyHandler<T> handler)
        throws IOException {
      return joined(http.sendAsync(request, handler));
    }
  },
  SEND_ASYNC_WITH_PUSHES {
    @Override
    public <T> HttpResponse<T> send(HttpClient http, HttpRequest request, BodyHandler<T> handler)
        throws IOException {
      return joined(http.sendAsync(request, handler, (initiating, pushed, acceptor) -> {}));
    }
  };

  public abstract <T> HttpResponse<T> send(
      HttpClient http, HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException;

  private static <T> T joined(CompletableFuture<T> future) throws IOException {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }
}
