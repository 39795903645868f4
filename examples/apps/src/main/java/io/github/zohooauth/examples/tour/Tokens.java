package io.github.zohooauth.examples.tour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The tour's directory of tokens, which goes when the tour ends. */
final class Tokens {

  private Tokens() {}

  static void delete(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : List.copyOf(files.toList())) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
