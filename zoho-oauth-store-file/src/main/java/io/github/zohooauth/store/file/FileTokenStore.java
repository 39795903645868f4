package io.github.zohooauth.store.file;

import io.github.zohooauth.StoredToken;
import io.github.zohooauth.TokenCodec;
import io.github.zohooauth.TokenKey;
import io.github.zohooauth.TokenStore;
import io.github.zohooauth.TokenStoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps tokens in a directory, one file per key, readable by the file's owner alone.
 *
 * <p>A file's name is the SHA-256 of its key, and its content is plain text. A record is replaced
 * as a whole: whoever reads, or is cut off by a crash, finds the old one or the new one, and what
 * {@link #save} has returned from is on the disk. One process at a time may renew. Thread-safe.
 */
public final class FileTokenStore implements TokenStore {

  private final Path directory;
  private final TokenCodec codec = TokenCodec.plain();

  private FileTokenStore(Path directory) {
    this.directory = directory;
  }

  /**
   * Returns the store in this directory, which is made with the first save.
   *
   * @param directory for nothing else; relative paths are taken from the working directory of now
   */
  public static FileTokenStore at(Path directory) {
    return new FileTokenStore(Objects.requireNonNull(directory, "directory").toAbsolutePath());
  }

  @Override
  public Optional<StoredToken> load(TokenKey key) {
    byte[] bytes;
    try {
      bytes = PrivateFiles.read(file(key));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure("read", key, e);
    }
    return Optional.of(decode(key, bytes));
  }

  private StoredToken decode(TokenKey key, byte[] bytes) {
    try {
      return codec.decode(key, new String(bytes, StandardCharsets.UTF_8));
    } catch (TokenStoreException e) {
      throw new TokenStoreException(
          "In %s %s; if it cannot be mended, move the file away and authorize again."
              .formatted(file(key), e.getMessage()),
          e);
    }
  }

  @Override
  public void save(TokenKey key, StoredToken token) {
    byte[] bytes = codec.encode(key, token).getBytes(StandardCharsets.UTF_8);
    try {
      PrivateFiles.replace(file(key), bytes);
    } catch (IOException e) {
      throw failure("written", key, e);
    }
  }

  @Override
  public void delete(TokenKey key) {
    try {
      PrivateFiles.delete(file(key));
    } catch (IOException e) {
      throw failure("deleted", key, e);
    }
  }

  private Path file(TokenKey key) {
    return directory.resolve(key.sha256() + ".tok");
  }

  private TokenStoreException failure(String what, TokenKey key, IOException e) {
    return new TokenStoreException(
        "The file of %s in %s cannot be %s (%s): check the directory's owner, mode and space."
            .formatted(key, directory, what, e.getClass().getSimpleName()),
        e);
  }

  /** Returns the directory. */
  @Override
  public String toString() {
    return "FileTokenStore[" + directory + "]";
  }
}
