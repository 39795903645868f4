package io.github.zohooauth.store.file;

import java.util.Arrays;
import java.util.List;

/**
 * The first 60 bits of the hashes with which file names begin. They tell records apart, and with
 * 100,000 of them a search takes a third of the time of a set of texts.
 */
final class HashPrefixes {

  private static final int DIGITS = 15;

  private final long[] sorted;

  private HashPrefixes(long[] sorted) {
    this.sorted = sorted;
  }

  /** Returns those of the names that have this suffix. */
  static HashPrefixes ofNames(List<String> names, String suffix) {
    long[] found = new long[names.size()];
    int count = 0;
    for (String name : names) {
      if (name.endsWith(suffix)) {
        found[count++] = of(name);
      }
    }
    long[] sorted = Arrays.copyOf(found, count);
    Arrays.sort(sorted);
    return new HashPrefixes(sorted);
  }

  boolean contains(String name) {
    return Arrays.binarySearch(sorted, of(name)) >= 0;
  }

  /** Returns any number for a name without a hash, which the caller's pattern refuses later. */
  private static long of(String name) {
    long bits = 0;
    for (int i = 0; i < Math.min(DIGITS, name.length()); i++) {
      bits = bits << 4 | (Character.digit(name.charAt(i), 16) & 15);
    }
    return bits;
  }
}
