package io.github.zohooauth.examples.benchmarks.library;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.utils.cache.CachedSupplier;
import software.amazon.awssdk.utils.cache.RefreshResult;

/** The cache of the AWS SDK, which leaves the token call to others: here, to the floor. */
public final class Aws implements Cache {

  private final CachedSupplier<Object> cache;

  public Aws(URI endpoint) {
    Floor floor = new Floor(endpoint);
    cache = CachedSupplier.<Object>builder(() -> renewed(floor)).build();
  }

  private static RefreshResult<Object> renewed(Floor floor) {
    try {
      Object token = floor.renew();
      Instant end = Instant.now().plusSeconds(3600);
      return RefreshResult.builder(token)
          .staleTime(end.minus(Duration.ofMinutes(1)))
          .prefetchTime(end.minus(Duration.ofMinutes(5)))
          .build();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Object token() {
    return cache.get();
  }
}
