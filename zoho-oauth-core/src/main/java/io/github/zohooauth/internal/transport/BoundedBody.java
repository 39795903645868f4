package io.github.zohooauth.internal.transport;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects a response body. It cancels the response if the body is longer than the limit. */
public final class BoundedBody implements BodySubscriber<byte[]> {

  public static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final byte[] NOTHING = {};

  private final int limit;

  /** Cleared at the end, like the bytes, because a pooled connection keeps this object. */
  private @Nullable Consumer<byte[]> whole;

  private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private @Nullable Subscription subscription;

  /** Gives the body to {@code whole}, or to {@link #getBody} if {@code whole} is null. */
  BoundedBody(int limit, @Nullable Consumer<byte[]> whole) {
    this.limit = limit;
    this.whole = whole;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (bytes.size() + buffer.remaining() > limit) {
        if (subscription != null) {
          subscription.cancel();
        }
        onError(new TooLong());
        return;
      }
      byte[] chunk = new byte[buffer.remaining()];
      buffer.get(chunk);
      bytes.writeBytes(chunk);
    }
  }

  @Override
  public void onError(Throwable failure) {
    clear();
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    Consumer<byte[]> first = whole;
    byte[] all = bytes.toByteArray();
    clear();
    if (first == null) {
      body.complete(all);
      return;
    }
    first.accept(all);
    body.complete(NOTHING);
  }

  private void clear() {
    whole = null;
    bytes = new ByteArrayOutputStream(0);
  }
}
