package io.github.zohooauth.examples.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A directory for as long as a show runs; where it fails, it stays to be looked at. */
final class Scratch {

  /** What runs in a directory. */
  interface Show {
    void run(Path directory) throws IOException;
  }

  private Scratch() {}

  static void in(Show show) throws IOException {
    Path directory = Files.createTempDirectory("zoho-oauth-fleet");
    try {
      show.run(directory);
    } catch (IllegalStateException e) {
      System.err.println("It does not hold: " + e.getMessage() + "; see " + directory);
      System.exit(1);
    }
    delete(directory);
  }

  private static void delete(Path directory) throws IOException {
    try (var walk = Files.walk(directory)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}
