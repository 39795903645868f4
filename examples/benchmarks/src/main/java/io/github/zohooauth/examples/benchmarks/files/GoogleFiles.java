package io.github.zohooauth.examples.benchmarks.files;

import com.google.api.client.util.IOUtils;
import com.google.api.client.util.store.DataStore;
import com.google.api.client.util.store.FileDataStoreFactory;
import io.github.zohooauth.examples.benchmarks.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** Google's: a serialized map, held in memory and written as a whole with each change, unsynced. */
public final class GoogleFiles implements TokenFiles {

  private final Path directory;
  private @Nullable DataStore<String[]> store;

  public GoogleFiles(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  @Override
  public void fill(int owners) throws IOException {
    HashMap<String, byte[]> map = new HashMap<>();
    for (int owner = 0; owner < owners; owner++) {
      map.put(Store.key(owner).text(), IOUtils.serialize(value(owner)));
    }
    try (OutputStream file = Files.newOutputStream(directory.resolve("tokens"))) {
      IOUtils.serialize(map, file);
    }
    store = new FileDataStoreFactory(directory.toFile()).getDataStore("tokens");
  }

  private static String[] value(int owner) {
    return new String[] {Store.refreshToken(owner), Store.ACCESS_TOKEN};
  }

  private DataStore<String[]> store() {
    if (store == null) {
      throw new IllegalStateException("not filled");
    }
    return store;
  }

  @Override
  public String load(int owner) throws IOException {
    return store().get(Store.key(owner).text())[0];
  }

  @Override
  public void save(int owner) throws IOException {
    store().set(Store.key(owner).text(), value(owner));
  }
}
