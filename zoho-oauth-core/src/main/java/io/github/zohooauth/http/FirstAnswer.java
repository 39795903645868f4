package io.github.zohooauth.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The answer to a request's first sending: holds back one that may reject the token. */
final class FirstAnswer<T> implements BodyHandler<T> {

  private final BodyHandler<T> caller;
  private final Rejections rejections;

  /** Given up at the end, as a pooled connection remembers its last handler. */
  private final AtomicReference<@Nullable HeldBody<T>> held = new AtomicReference<>();

  FirstAnswer(BodyHandler<T> caller, Rejections rejections) {
    this.caller = caller;
    this.rejections = rejections;
  }

  @Override
  public BodySubscriber<T> apply(ResponseInfo head) {
    int status = head.statusCode();
    if (!rejections.mayHave(status)) {
      return caller.apply(head);
    }
    String encoding = head.headers().firstValue("Content-Encoding").orElse("");
    List<String> challenges = head.headers().allValues("WWW-Authenticate");
    HeldBody<T> body =
        new HeldBody<>(
            () -> caller.apply(head),
            bytes -> rejections.has(status, text(bytes, encoding), challenges));
    held.set(body);
    return body;
  }

  private static String text(byte[] bytes, String encoding) {
    if (!encoding.equalsIgnoreCase("gzip")) {
      return new String(bytes, UTF_8);
    }
    byte[] text = new byte[HeldBody.MAX_LENGTH];
    int length = 0;
    try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      for (int read = 0; read >= 0; read = unzipped.read(text, length, text.length - length)) {
        length += read;
        if (length == text.length) {
          break;
        }
      }
    } catch (IOException e) {
      // Of a body that is cut off, what came before the end can be read.
    }
    return new String(text, 0, length, UTF_8);
  }

  boolean isRejection() {
    HeldBody<T> body = held.get();
    return body != null && body.isRejected();
  }

  /** The answer for the caller, as if nothing had been held back. */
  CompletableFuture<HttpResponse<T>> replay(HttpResponse<T> response) {
    HeldBody<T> body = held.getAndSet(null);
    if (body == null) {
      return CompletableFuture.completedFuture(response);
    }
    try {
      CompletionStage<T> replayed = body.replay();
      return replayed
          .<HttpResponse<T>>thenApply(value -> new ReplayedResponse<>(response, value))
          .toCompletableFuture();
    } catch (RuntimeException e) { // the caller's handler fails
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Gives up the answer, unless the caller has it. */
  void drop() {
    HeldBody<T> body = held.getAndSet(null);
    if (body != null) {
      body.drop();
    }
  }
}
