package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.TokenKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Goes through all records page by page, in the order of their hashes. */
final class TokenListing {

  /** Sorts before every hash. */
  private static final String START = "0";

  private static final int PAGE = 100;

  /** The longest part of a user's name in a pattern. SQL Server allows 4,000 characters in all. */
  private static final int LONGEST_PATTERN = 200;

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
   * Returns the keys of a user.
   *
   * <p>The database leaves out the rows whose key is in plain text and has another user.
   */
  List<TokenKey> of(TokenOwner user) {
    String pattern = pattern(user.text());
    List<TokenKey> keys = new ArrayList<>();
    String after = START;
    for (List<TokenRow.Listed> page = table.list(after, pattern, PAGE);
        !page.isEmpty();
        page = table.list(after, pattern, PAGE)) {
      for (TokenRow.Listed row : page) {
        after = row.hash();
        TokenKey key = codec.keyOf(row);
        if (Objects.equals(key.owner().user(), user.user())) {
          keys.add(key);
        }
      }
    }
    return keys;
  }

  /** Returns a pattern that the texts of all keys with this part match, and perhaps others. */
  private static String pattern(String part) {
    String start = part.substring(0, Math.min(part.length(), LONGEST_PATTERN));
    return "%&" + start.replace("_", "!_").replace("%", "!%") + "%";
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
    for (List<TokenRow.Listed> page = table.list(after, PAGE);
        !page.isEmpty();
        page = table.list(after, PAGE)) {
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
