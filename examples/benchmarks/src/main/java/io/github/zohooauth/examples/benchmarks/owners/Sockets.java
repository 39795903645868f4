package io.github.zohooauth.examples.benchmarks.owners;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The sockets of this process, as Linux lists them. */
final class Sockets {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private Sockets() {}

  static int open() {
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      return (int) descriptors.filter(Sockets::isSocket).count();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }
}
