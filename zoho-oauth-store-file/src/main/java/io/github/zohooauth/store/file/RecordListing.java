package io.github.zohooauth.store.file;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Goes through all records in the order of their names, which are the hashes of their keys. */
final class RecordListing {

  /** Sorts before every name. */
  static final String START = "";

  private final FileTokenStore store;
  private final LockedRecords records;
  private final TokenCodec codec;
  private final Path directory;

  RecordListing(FileTokenStore store, LockedRecords records, TokenCodec codec, Path directory) {
    this.store = store;
    this.records = records;
    this.codec = codec;
    this.directory = directory;
  }

  List<TokenKey> page(String afterName, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: must be 1 or more");
    }
    return keys(afterName).limit(limit).toList();
  }

  /** Lists the directory now, and reads the records as the stream is used. */
  Stream<TokenKey> keys(String afterName) {
    List<String> names =
        names().stream().filter(name -> name.compareTo(afterName) > 0).sorted().toList();
    return names.stream().flatMap(name -> keyIn(name).stream());
  }

  /** Returns the key of a record; empty if it was deleted meanwhile. */
  private Optional<TokenKey> keyIn(String name) {
    return store.onDisk(
        "read", () -> name, () -> records.read(name).map(record -> keyOf(name, record)));
  }

  private TokenKey keyOf(String name, RecordFormat record) {
    return codec.keyOf(name, record.text());
  }

  /**
   * Encodes again all records and their copies that the codec would now encode otherwise.
   *
   * @return how many records were written
   * @throws TokenStoreException at the end, if a record could not be read or written
   */
  int rekey() {
    int written = 0;
    TokenStoreException failure = null;
    for (String name : names()) {
      try {
        written += rekey(name) ? 1 : 0;
      } catch (TokenStoreException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return written;
  }

  private boolean rekey(String name) {
    Predicate<RecordFormat> isCurrent = record -> codec.isCurrent(record.text());
    UnaryOperator<RecordFormat> encode = record -> encodedAgain(name, record);
    return store.onDisk("written", () -> name, () -> records.rewrite(name, isCurrent, encode));
  }

  private RecordFormat encodedAgain(String name, RecordFormat record) {
    TokenKey key = keyOf(name, record);
    String text = codec.encode(key, codec.decode(key, record.text()));
    return new RecordFormat(record.version(), text);
  }

  private List<String> names() {
    try {
      return records.names();
    } catch (IOException e) {
      throw StoreErrors.of("The token store in " + directory, "listed", e);
    }
  }
}
