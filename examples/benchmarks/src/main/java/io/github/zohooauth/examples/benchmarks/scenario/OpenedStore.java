package io.github.zohooauth.examples.benchmarks.scenario;

import com.google.api.client.util.store.FileDataStoreFactory;
import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.store.file.FileTokenStore;
import java.io.File;
import java.io.IOException;
import java.util.Objects;

/**
 * The process of a command-line tool that opens its store; it prints the milliseconds, and those of
 * a later opening, whose classes are loaded and compiled.
 */
final class OpenedStore {

  private static final int LATER = 10;

  private OpenedStore() {}

  public static void main(String[] args) throws IOException {
    Contender contender = Contender.valueOf(args[0]);
    File directory = new File(args[1]);
    double first = millis(contender, directory);
    double later = first;
    for (int i = 0; i < LATER; i++) {
      later = millis(contender, directory);
    }
    System.out.println(first + " " + later);
  }

  private static double millis(Contender contender, File directory) throws IOException {
    long start = System.nanoTime();
    Object opened = opened(contender, directory);
    double millis = (System.nanoTime() - start) / 1e6;
    Objects.requireNonNull(opened);
    return millis;
  }

  /** The floor is a listing of the same directory, without which no leftover is found. */
  private static Object opened(Contender contender, File directory) throws IOException {
    return switch (contender) {
      case FLOOR -> directory.list();
      case ZOHO_OAUTH -> FileTokenStore.at(directory.toPath());
      case GOOGLE_OAUTH -> new FileDataStoreFactory(directory).getDataStore("tokens");
      default -> throw new IllegalArgumentException(contender.name());
    };
  }
}
