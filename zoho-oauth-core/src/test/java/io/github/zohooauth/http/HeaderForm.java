package io.github.zohooauth.http;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The two forms of each method of {@link ApiAuthorization} that may wait. */
enum HeaderForm {
  BLOCKING {
    @Override
    String header(ApiAuthorization rules, URI uri) {
      return rules.headerFor(uri);
    }

    @Override
    Optional<String> replacement(
        ApiAuthorization rules,
        URI uri,
        String header,
        int status,
        @Nullable String challenge,
        String body) {
      return rules.replacement(uri, header, status, challenge, body);
    }
  },
  ASYNC {
    @Override
    String header(ApiAuthorization rules, URI uri) {
      return outcome(rules.headerForAsync(uri));
    }

    @Override
    Optional<String> replacement(
        ApiAuthorization rules,
        URI uri,
        String header,
        int status,
        @Nullable String challenge,
        String body) {
      return outcome(rules.replacementAsync(uri, header, status, challenge, body));
    }
  };

  abstract String header(ApiAuthorization rules, URI uri);

  abstract Optional<String> replacement(
      ApiAuthorization rules,
      URI uri,
      String header,
      int status,
      @Nullable String challenge,
      String body);

  /** The result, or the failure just as the future has it. */
  private static <T> T outcome(CompletableFuture<T> future) {
    AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
    T result =
        future.whenComplete((value, failure) -> failed.set(failure)).handle((v, f) -> v).join();
    if (failed.get() instanceof RuntimeException failure) {
      throw failure;
    }
    return result;
  }
}
