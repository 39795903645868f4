package io.github.zohooauth.examples.benchmarks.library;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;

/** google-auth-library-oauth2-http, with credentials for each owner. */
public final class GoogleAuthOwners implements ManyOwners {

  private final List<GoogleAuth> credentials;
  private final ExecutorService threads;

  public GoogleAuthOwners(URI endpoint, Burst burst) {
    credentials =
        IntStream.range(0, burst.owners()).mapToObj(owner -> new GoogleAuth(endpoint)).toList();
    threads = ManyOwners.threads(burst);
  }

  @Override
  public CompletableFuture<?> token(int owner) {
    return ManyOwners.on(threads, credentials.get(owner)::token);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
