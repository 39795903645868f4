package io.github.zohooauth.examples.benchmarks.library;

import io.github.zohooauth.TokenProvider;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** This library an hour later each time, as it renews no token before its time. */
public final class RenewingZohoOAuth implements Renewer {

  private final AtomicLong hours = new AtomicLong();
  private final TokenProvider tokens;

  public RenewingZohoOAuth(URI endpoint) {
    Instant begin = Instant.now();
    tokens = ZohoOAuth.builder(endpoint).clock(() -> begin.plusSeconds(hours.get() * 3600)).build();
  }

  @Override
  public Object renew() {
    hours.incrementAndGet();
    return tokens.getAccessToken();
  }
}
