package io.github.zohooauth.examples.desktop;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.client.AuthorizationRequest;
import java.awt.Desktop;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The operating system opens this program with a URI of a scheme of its own, such as {@code
 * com.example.leads:/callback}.
 *
 * <p>On macOS the running program is told by {@link #register}. On Windows and Linux the system
 * starts the program again with the URI as its argument; the second process passes it to {@link
 * #opened} of the first.
 */
final class SchemeRedirect implements Redirect {

  /** A sign-in that waits for its answer. */
  private record Waiting(String state, CompletableFuture<String> answer) {
    boolean isAnsweredBy(URI uri) {
      String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
      return Arrays.asList(query.split("&", -1)).contains("state=" + state);
    }
  }

  private final AtomicReference<@Nullable Waiting> awaited = new AtomicReference<>();

  /** Asks the operating system to pass URIs of the application's scheme. */
  void register(Desktop desktop) {
    desktop.setOpenURIHandler(event -> opened(event.getURI()));
  }

  /**
   * Takes a URI that the operating system opened. Any page can make it open one, so only that with
   * the state of the sign-in that waits counts.
   */
  void opened(URI uri) {
    Waiting waiting = awaited.get();
    if (waiting != null && waiting.isAnsweredBy(uri)) {
      waiting.answer().complete(uri.toString());
    }
  }

  @Override
  public Awaited listen(AuthorizationRequest request) {
    CompletableFuture<String> answer =
        new CompletableFuture<String>().orTimeout(5, TimeUnit.MINUTES);
    Waiting waiting = new Waiting(request.state(), answer);
    awaited.set(waiting);
    return new Awaited() {
      @Override
      public String await() {
        try {
          return answer.join();
        } catch (CancellationException e) {
          throw new IllegalStateException("the sign-in was cancelled", e);
        } catch (RuntimeException e) {
          throw new TemporaryFailureException("No redirect came within 5 minutes.", e);
        }
      }

      @Override
      public void close() {
        answer.cancel(false);
        awaited.compareAndSet(waiting, null);
      }
    };
  }
}
