package io.github.zohooauth.localzoho;

import java.util.concurrent.atomic.AtomicLong;

/** Numeric ids as Zoho gives them to people, organizations and records; each one once. */
final class Numbers {
  private static final AtomicLong LAST = new AtomicLong(60_000_000_000L);

  private Numbers() {}

  static String next() {
    return Long.toString(LAST.incrementAndGet());
  }
}
