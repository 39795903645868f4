package io.github.zohooauth.store.file;

import java.nio.file.Path;

/** A process that opens a store and saves a record a number of times. */
final class SaverProcess {

  private SaverProcess() {}

  /** Arguments: directory, and how many times. */
  public static void main(String[] args) {
    FileTokenStore store = FileTokenStore.at(Path.of(args[0]));
    for (int i = 1; i <= Integer.parseInt(args[1]); i++) {
      store.save(TokenFixture.KEY, TokenFixture.token(i));
    }
    store.delete(TokenFixture.key(1));
  }
}
