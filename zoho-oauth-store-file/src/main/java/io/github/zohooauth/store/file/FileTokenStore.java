package io.github.zohooauth.store.file;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tokens in a directory of files that their owner alone may read, for one host's processes.
 *
 * <p>A record is replaced as a whole: whoever reads, or is cut off by a crash or a loss of power,
 * finds the old one or the new one, and what {@link #save} has returned from is on the disk. One of
 * all processes renews a token at a time; who dies while renewing is followed at once. A damaged
 * record is set aside, and the one before it takes its place; a record that cannot be read is an
 * error, is never taken for none, and is never overwritten: {@link #delete} gives it up. Not for
 * directories that several hosts share. Thread-safe.
 */
public final class FileTokenStore implements TokenStore {

  private final TokenCodec codec;
  private final StoreDirectory directory;
  private final Records records;

  private FileTokenStore(TokenCodec codec, StoreDirectory directory, Records records) {
    this.codec = codec;
    this.directory = directory;
    this.records = records;
  }

  /**
   * Returns the store in this directory, which keeps tokens in clear.
   *
   * @param directory for nothing else; made if it is not there
   * @throws TokenStoreException if the directory cannot be used, or others may use it as well
   */
  public static FileTokenStore at(Path directory) {
    return builder().directory(directory).build();
  }

  /** Returns a builder, of which only the directory is needed. */
  public static Builder builder() {
    return new Builder();
  }

  static FileTokenStore open(FileOps files, Path path, TokenCodec codec) {
    try {
      return Uninterrupted.call(
          () -> {
            StoreDirectory directory = StoreDirectory.open(files, path);
            Records records = new Records(directory.recordFiles(), directory);
            records.clean();
            return new FileTokenStore(codec, directory, records);
          });
    } catch (IOException e) {
      throw Failure.of("The token store in %s".formatted(path), "opened", e);
    }
  }

  @Override
  public Optional<StoredToken> load(TokenKey key) {
    return onDisk("read", key, name -> records.read(name).map(there -> token(key, there)));
  }

  @Override
  public void save(TokenKey key, StoredToken token) {
    StampedText next = encode(key, token);
    onDisk(
        "written",
        key,
        name -> {
          records.save(name, next, there -> token(key, there));
          return true;
        });
  }

  @Override
  public void delete(TokenKey key) {
    onDisk(
        "deleted",
        key,
        name -> {
          records.delete(name);
          return true;
        });
  }

  @Override
  public Optional<Lease> tryLease(TokenKey key) {
    return onDisk(
        "leased",
        key,
        name ->
            Optional.ofNullable(directory.lockFile().tryRenewal(name))
                .map(hold -> new FileLease(this, key, hold)));
  }

  /**
   * Returns the keys of all records, for an application that shows whose accounts are connected.
   *
   * @throws TokenStoreException if a record cannot be read
   */
  public Set<TokenKey> keys() {
    Set<TokenKey> keys = new LinkedHashSet<>();
    for (String name : names()) {
      onDisk("read", () -> name, () -> records.read(name).map(there -> keys.add(key(name, there))));
    }
    return keys;
  }

  /**
   * Writes anew every record, and every copy of one, that the codec would now protect otherwise:
   * with another key of its ring. Others may read and renew meanwhile, and lose nothing.
   *
   * @return how many records were written
   * @throws TokenStoreException if a record cannot be read or written; all others were written
   */
  public int rekey() {
    int written = 0;
    TokenStoreException failure = null;
    for (String name : names()) {
      try {
        written += reformed(name) ? 1 : 0;
      } catch (TokenStoreException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return written;
  }

  private boolean reformed(String name) {
    return onDisk(
        "written",
        () -> name,
        () ->
            records.reform(
                name, there -> codec.isCurrent(there.text()), there -> anew(name, there)));
  }

  private List<String> names() {
    try {
      return records.names();
    } catch (IOException e) {
      throw Failure.of("The token store in " + directory.path(), "listed", e);
    }
  }

  private StampedText anew(String name, StampedText there) {
    TokenKey key = key(name, there);
    return new StampedText(there.stamp(), codec.encode(key, token(key, there)));
  }

  private TokenKey key(String name, StampedText there) {
    return codec.keyOf(name, there.text());
  }

  private StoredToken token(TokenKey key, StampedText there) {
    return codec.decode(key, there.text());
  }

  Optional<StampedText> read(TokenKey key) {
    return onDisk("read", key, records::read);
  }

  StoredToken decode(TokenKey key, StampedText there) {
    return onDisk("read", key, name -> token(key, there));
  }

  boolean swap(TokenKey key, @Nullable String seen, StampedText next) {
    return onDisk("written", key, name -> records.swap(name, seen, next));
  }

  StampedText encode(TokenKey key, StoredToken token) {
    Objects.requireNonNull(token, "token");
    return StampedText.of(codec.encode(key, token));
  }

  /** A look at the record of a key, by the name that its files have. */
  private interface Access<T> {
    T to(String name) throws IOException;
  }

  private <T> T onDisk(String what, TokenKey key, Access<T> access) {
    String name = key.sha256();
    return onDisk(what, key::text, () -> access.to(name));
  }

  private <T> T onDisk(String what, Supplier<String> record, Uninterrupted.Steps<T> steps) {
    try {
      return steps.take();
    } catch (IOException e) {
      throw Failure.of("The record of %s in %s".formatted(record.get(), directory.path()), what, e);
    } catch (TokenStoreException e) {
      throw Failure.in(directory.path(), e);
    }
  }

  /** Returns the directory. */
  @Override
  public String toString() {
    return "FileTokenStore[" + directory.path() + "]";
  }

  /** Builds a {@link FileTokenStore}. Not thread-safe. */
  public static final class Builder {

    private @Nullable Path directory;
    private TokenCodec codec = TokenCodec.plain();

    private Builder() {}

    /** Sets the directory, which is for nothing else and made if it is not there. */
    public Builder directory(Path directory) {
      this.directory = Objects.requireNonNull(directory, "directory");
      return this;
    }

    /** Sets how a token becomes the text that is kept; {@link TokenCodec#plain} by default. */
    public Builder codec(TokenCodec codec) {
      this.codec = Objects.requireNonNull(codec, "codec");
      return this;
    }

    /**
     * Returns the store, once its directory is there, is this user's alone, and holds nothing that
     * a crash has left.
     *
     * @throws IllegalStateException if there is no directory
     * @throws TokenStoreException if the directory cannot be used, or others may use it as well
     */
    public FileTokenStore build() {
      if (directory == null) {
        throw new IllegalStateException("directory(...) is missing");
      }
      return open(DiskFiles.INSTANCE, directory, codec);
    }
  }
}
