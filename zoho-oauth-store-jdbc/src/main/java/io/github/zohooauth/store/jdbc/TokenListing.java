package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.TokenKey;
import java.util.List;

/** Goes through all records page by page, in the order of their hashes. */
final class TokenListing {

  /** Sorts before every hash. */
  private static final String START = "0";

  private static final int REKEY_PAGE = 100;

  private final TokenTable table;
  private final RecordCodec codec;

  TokenListing(TokenTable table, RecordCodec codec) {
    this.table = table;
    this.codec = codec;
  }

  List<TokenKey> first(int limit) {
    return page(START, limit);
  }

  List<TokenKey> after(TokenKey key, int limit) {
    return page(key.sha256(), limit);
  }

  private List<TokenKey> page(String afterHash, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: must be 1 or more");
    }
    return table.list(afterHash, limit).stream().map(codec::keyOf).toList();
  }

  /**
   * Rewrites every record that the codec would write in another form today.
   *
   * @return how many were rewritten
   * @throws TokenStoreException at the end, if some could not be rewritten
   */
  int rekey() {
    int rewritten = 0;
    int failed = 0;
    TokenStoreException failure = null;
    String after = START;
    for (List<TokenRow.Listed> page = table.list(after, REKEY_PAGE);
        !page.isEmpty();
        page = table.list(after, REKEY_PAGE)) {
      for (TokenRow.Listed row : page) {
        after = row.hash();
        try {
          rewritten += rekey(row) ? 1 : 0;
        } catch (TokenStoreException e) {
          failure = e;
          failed++;
        }
      }
    }
    if (failure != null) {
      throw new TokenStoreException(
          "%,d records were rewritten, and %,d could not be rewritten. The last failure: %s"
              .formatted(rewritten, failed, failure.getMessage()),
          failure);
    }
    return rewritten;
  }

  /** Rewrites one record. Tries again if another host has written it in between. */
  private boolean rekey(TokenRow.Listed listed) {
    if (codec.isCurrent(listed.payload())) {
      return false;
    }
    TokenKey key = codec.keyOf(listed);
    while (true) {
      TokenRow row = table.find(key).orElse(null);
      if (row == null || row.payload() == null || codec.isCurrent(row.payload())) {
        return false;
      }
      if (table.rewrite(key, codec.reencode(key, row.payload()), row.fence())) {
        return true;
      }
    }
  }
}
