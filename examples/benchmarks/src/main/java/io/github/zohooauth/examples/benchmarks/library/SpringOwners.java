package io.github.zohooauth.examples.benchmarks.library;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Spring Security's oauth2-client, with an authorized client for each owner. */
public final class SpringOwners implements ManyOwners {

  private final Spring spring;
  private final ExecutorService threads;

  public SpringOwners(URI endpoint, Burst burst) {
    spring = new Spring(endpoint);
    for (int owner = 0; owner < burst.owners(); owner++) {
      spring.expire("user-" + owner);
    }
    threads = ManyOwners.threads(burst);
  }

  @Override
  public CompletableFuture<?> token(int owner) {
    return ManyOwners.on(threads, () -> spring.token("user-" + owner));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
