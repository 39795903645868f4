package io.github.zohooauth.examples.fleet;

import java.io.IOException;

/** Six processes share a directory of tokens, and the token expires once. */
public final class FileFleet {

  private FileFleet() {}

  /** Shows it, or says what did not hold and exits with 1. */
  public static void main(String[] arguments) throws IOException {
    Scratch.in(
        directory ->
            OneExpiry.show(SharedStore.in(directory.resolve("tokens")), directory, 6, System.out));
  }
}
