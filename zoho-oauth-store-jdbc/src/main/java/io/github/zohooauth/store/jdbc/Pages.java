package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.TokenKey;
import java.util.List;

/** Goes through all records, page by page, in the order of their hashes. */
final class Pages {

  /** Before every hash. */
  private static final String START = "0";

  private static final int PAGE = 100;

  private final TokenTable table;
  private final Records records;

  Pages(TokenTable table, Records records) {
    this.table = table;
    this.records = records;
  }

  List<TokenKey> first(int limit) {
    return page(START, limit);
  }

  List<TokenKey> after(TokenKey key, int limit) {
    return page(key.sha256(), limit);
  }

  private List<TokenKey> page(String after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: one or more is needed");
    }
    return table.page(after, limit).stream().map(records::key).toList();
  }

  /**
   * Writes every record anew that is not protected as the codec protects it now; one that cannot be
   * is left, and the others are written all the same.
   *
   * @return how many were written
   */
  int rekey() {
    int written = 0;
    int left = 0;
    TokenStoreException failure = null;
    String after = START;
    for (List<Kept> page = table.page(after, PAGE);
        !page.isEmpty();
        page = table.page(after, PAGE)) {
      for (Kept kept : page) {
        after = kept.hash();
        try {
          written += rekey(kept) ? 1 : 0;
        } catch (TokenStoreException e) {
          failure = e;
          left++;
        }
      }
    }
    if (failure != null) {
      throw new TokenStoreException(
          "%,d records were written anew, and %,d could not be; of the last of them: %s"
              .formatted(written, left, failure.getMessage()),
          failure);
    }
    return written;
  }

  /** Who writes the record meanwhile writes what it says now, in whatever form: look again. */
  private boolean rekey(Kept kept) {
    if (records.isCurrent(kept.payload())) {
      return false;
    }
    TokenKey key = records.key(kept);
    while (true) {
      Row row = table.find(key).orElse(null);
      if (row == null || row.payload() == null || records.isCurrent(row.payload())) {
        return false;
      }
      if (table.rewrite(key, records.anew(key, row.payload()), row.fence())) {
        return true;
      }
    }
  }
}
