package io.github.zohooauth.localzoho.internal.text;

import java.util.concurrent.atomic.AtomicLong;

/** Numeric ids as Zoho gives them to people, organizations and records; each one once. */
public final class Numbers {
  private static final AtomicLong LAST = new AtomicLong(60_000_000_000L);

  private Numbers() {}

  public static String next() {
    return Long.toString(LAST.incrementAndGet());
  }

  /** Returns a new id of something in CRM: 18 digits, which a {@code long} holds. */
  public static String nextOfCrm() {
    return ofCrm(next());
  }

  /** Returns the id that CRM has for this user or organization. */
  public static String ofCrm(String id) {
    return id + "0000001";
  }
}
