package io.github.zohooauth.store.file;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.ListableTokenStore;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.file.Uninterruptibles.IoCallable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tokens in files that only their owner may read, for the processes of one host.
 *
 * <p>A record is replaced as a whole. A reader finds the old or the new record, also after a crash
 * or a power loss. What {@link #save} has returned from is on the disk. One of all processes renews
 * a token at a time; if it dies, another may renew at once.
 *
 * <p>A damaged record is set aside, and the previous record takes its place. A record that cannot
 * be read is an error and never "no record". Only {@link #delete} removes it. Not for a directory
 * that several hosts share. Thread-safe.
 */
public final class FileTokenStore implements ListableTokenStore {

  private final TokenCodec codec;
  private final StoreDirectory directory;
  private final LockedRecords records;
  private final RecordListing listing;

  private FileTokenStore(TokenCodec codec, StoreDirectory directory) {
    this.codec = codec;
    this.directory = directory;
    this.records = new LockedRecords(directory);
    this.listing = new RecordListing(this, records, codec, directory.path());
  }

  /**
   * Returns the store in this directory, which keeps tokens in plain text.
   *
   * @param directory for the store alone; created if it does not exist
   * @throws TokenStoreException if the directory cannot be used, or is open to other users and
   *     contains other files
   */
  public static FileTokenStore at(Path directory) {
    return builder().directory(directory).build();
  }

  /** Returns a builder, of which only the directory is required. */
  public static Builder builder() {
    return new Builder();
  }

  static FileTokenStore open(FileOps files, Path path, TokenCodec codec) {
    try {
      return Uninterruptibles.call(
          () -> {
            StoreDirectory directory = StoreDirectory.open(files, path);
            new Leftovers(files, directory).remove();
            return new FileTokenStore(codec, directory);
          });
    } catch (IOException e) {
      throw StoreErrors.of("The token store in " + path, "opened", e);
    }
  }

  @Override
  public Optional<StoredToken> load(TokenKey key) {
    return onDisk("read", key, name -> records.read(name).map(r -> codec.decode(key, r.text())));
  }

  @Override
  public void save(TokenKey key, StoredToken token) {
    RecordFormat next = encode(key, token);
    onDisk(
        "written",
        key,
        name -> records.save(name, next, current -> codec.decode(key, current.text())));
  }

  @Override
  public void delete(TokenKey key) {
    onDisk("deleted", key, records::delete);
  }

  @Override
  public Optional<Lease> tryLease(TokenKey key) {
    return onDisk(
        "leased",
        key,
        name ->
            Optional.ofNullable(directory.lockFile().tryRenewalLock(name))
                .map(lock -> new FileLease(this, key, lock)));
  }

  @Override
  public List<TokenKey> keys(int limit) {
    return listing.page(RecordListing.START, limit);
  }

  @Override
  public List<TokenKey> keys(TokenKey after, int limit) {
    return listing.page(Objects.requireNonNull(after, "after").sha256(), limit);
  }

  /** Returns all keys. The directory is listed at once, and a record is read as it is reached. */
  @Override
  public Stream<TokenKey> keys() {
    return listing.keys(RecordListing.START);
  }

  /**
   * Encodes again all records and their copies that the codec would now encode otherwise.
   *
   * <p>That is so after the key ring got a new first key. Other processes may read and renew
   * meanwhile, and lose nothing.
   *
   * @return how many records were written
   * @throws TokenStoreException if a record cannot be read or written; all others were written
   */
  public int rekey() {
    return listing.rekey();
  }

  Optional<RecordFormat> read(TokenKey key) {
    return onDisk("read", key, records::read);
  }

  StoredToken decode(TokenKey key, RecordFormat record) {
    return onDisk("read", key, name -> codec.decode(key, record.text()));
  }

  boolean swap(TokenKey key, @Nullable String seen, RecordFormat next) {
    return onDisk("written", key, name -> records.swap(name, seen, next));
  }

  RecordFormat encode(TokenKey key, StoredToken token) {
    Objects.requireNonNull(token, "token");
    return RecordFormat.of(codec.encode(key, token));
  }

  /** An access to the record with this name. */
  private interface IoFunction<T> {
    T apply(String name) throws IOException;
  }

  private <T> T onDisk(String what, TokenKey key, IoFunction<T> access) {
    String name = key.sha256();
    return onDisk(what, key::text, () -> access.apply(name));
  }

  <T> T onDisk(String what, Supplier<String> record, IoCallable<T> access) {
    try {
      return access.call();
    } catch (IOException e) {
      String subject = "The record of %s in %s".formatted(record.get(), directory.path());
      throw StoreErrors.of(subject, what, e);
    } catch (TokenStoreException e) {
      throw StoreErrors.unreadable(directory.path(), e);
    }
  }

  /** Returns the path of the directory. */
  @Override
  public String toString() {
    return "FileTokenStore[" + directory.path() + "]";
  }

  /** Builds a {@link FileTokenStore}. Not thread-safe. */
  public static final class Builder {

    private @Nullable Path directory;
    private TokenCodec codec = TokenCodec.plain();

    private Builder() {}

    /** Sets the directory, for the store alone. It is created if it does not exist. */
    public Builder directory(Path directory) {
      this.directory = Objects.requireNonNull(directory, "directory");
      return this;
    }

    /** Sets how tokens are encoded; {@link TokenCodec#plain} by default. */
    public Builder codec(TokenCodec codec) {
      this.codec = Objects.requireNonNull(codec, "codec");
      return this;
    }

    /**
     * Opens the store: creates and checks its directory, and removes what a crash has left.
     *
     * @throws IllegalStateException if no directory was set
     * @throws TokenStoreException if the directory cannot be used; see {@link FileTokenStore#at}
     */
    public FileTokenStore build() {
      if (directory == null) {
        throw new IllegalStateException("directory(...) is missing");
      }
      return open(DiskFileOps.INSTANCE, directory, codec);
    }
  }
}
