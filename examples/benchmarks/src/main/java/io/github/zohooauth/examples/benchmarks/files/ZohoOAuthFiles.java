package io.github.zohooauth.examples.benchmarks.files;

import io.github.zohooauth.examples.benchmarks.Store;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.file.FileTokenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This library's store. */
public final class ZohoOAuthFiles implements TokenFiles {

  private final Path directory;
  private final int used;
  private final FileTokenStore store;

  public ZohoOAuthFiles(Path directory) {
    this(directory, 100);
  }

  /**
   * Opens the store.
   *
   * @param used how many owners are ever loaded or saved. The others are only there
   */
  public ZohoOAuthFiles(Path directory, int used) {
    this.directory = directory;
    this.used = used;
    this.store = FileTokenStore.at(directory);
  }

  @Override
  public void fill(int owners) throws IOException {
    for (int owner = 0; owner < Math.min(owners, used); owner++) {
      store.save(Store.key(owner), Store.token(owner));
      store.save(Store.key(owner), Store.token(owner));
    }
    byte[] record = Files.readAllBytes(file(0, ".tok"));
    for (int owner = used; owner < owners; owner++) {
      Files.write(file(owner, ".tok"), record);
      Files.createLink(file(owner, ".bak"), file(owner, ".tok"));
    }
  }

  private Path file(int owner, String suffix) {
    return directory.resolve(Store.key(owner).sha256() + suffix);
  }

  @Override
  public String load(int owner) {
    return store.load(Store.key(owner)).map(StoredToken::refreshToken).orElseThrow();
  }

  @Override
  public void save(int owner) {
    store.save(Store.key(owner), Store.token(owner));
  }
}
