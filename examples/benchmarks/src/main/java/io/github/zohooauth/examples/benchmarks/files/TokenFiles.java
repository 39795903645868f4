package io.github.zohooauth.examples.benchmarks.files;

import io.github.zohooauth.examples.benchmarks.Store;
import java.io.IOException;

/** A store in files. */
public interface TokenFiles extends Store {

  /** Has a token for each of so many owners, by whatever way is quick. */
  void fill(int owners) throws IOException;
}
