package io.github.zohooauth.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads the lines of {@link WriterProcess} to find out which tokens a key may hold. */
final class SaveHistory {

  private final Map<Integer, Integer> begun = new HashMap<>();
  private final Map<Integer, Integer> ended = new HashMap<>();
  private final Map<Integer, Set<Integer>> numbers = new HashMap<>();
  private int lines;

  void add(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 3) {
      return; // the last line, cut off by the kill
    }
    assertThat(words[0]).as("a save").isNotEqualTo("failed");
    int number = Integer.parseInt(words[2]);
    numbers.computeIfAbsent(Integer.valueOf(words[1]), key -> new HashSet<>()).add(number);
    (words[0].equals("begin") ? begun : ended).put(number, lines++);
  }

  Set<Integer> keys() {
    return numbers.keySet();
  }

  int acknowledged() {
    return ended.size();
  }

  /** An acknowledged token may be missing only if a later or concurrent save replaced it. */
  boolean mayHold(int key, int number, int before) {
    int since = number == before ? -1 : ended.getOrDefault(number, Integer.MAX_VALUE);
    return (number == before || begun.containsKey(number))
        && numbers.getOrDefault(key, Set.of()).stream()
            .noneMatch(
                other ->
                    ended.containsKey(other)
                        && begun.getOrDefault(other, Integer.MAX_VALUE) > since);
  }
}
