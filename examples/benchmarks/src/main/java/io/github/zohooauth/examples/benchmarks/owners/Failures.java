package io.github.zohooauth.examples.benchmarks.owners;

import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts failures by their messages, without the names of owners. */
final class Failures {

  private static final int SHOWN = 5;

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  void add(Throwable failure) {
    boolean isWrapped = failure instanceof CompletionException && failure.getCause() != null;
    String text = String.valueOf(isWrapped ? failure.getCause() : failure);
    counts.computeIfAbsent(text.replaceAll("[0-9]+", "0"), none -> new LongAdder()).increment();
  }

  /** Prints the most frequent ones for the person who measures. */
  void print() {
    counts.entrySet().stream()
        .sorted((one, other) -> Long.compare(other.getValue().sum(), one.getValue().sum()))
        .limit(SHOWN)
        .forEach(each -> System.err.println(each.getValue() + " x " + each.getKey()));
  }
}
