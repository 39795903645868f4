package io.github.zohooauth.store.jdbc;

import java.time.Duration;

/**
 * Every statement of the store, for one table in one dialect.
 *
 * <p>The order is that of a renewal. Each component lists its parameters, then its result.
 *
 * @param find key hash; returns payload, fence, lease_until and the database's time
 * @param insertLease key hash, fence; adds a row without a record
 * @param takeLease next fence, key hash, fence
 * @param replace key text, payload, next fence, key hash, fence; writes the record under a lease
 * @param releaseLease lease_until, key hash, fence
 * @param deleteLease key hash, fence; removes a row without a record
 * @param update key text, payload, fence, lease_until, key hash; writes the record without a lease
 * @param insert key hash, key text, payload, fence, lease_until
 * @param delete key hash
 * @param list key hash before the first, number of rows; returns key hash, key text and payload
 * @param listOfUser key hash before the first, pattern of the key text, number of rows; returns the
 *     same, also for rows without a key text
 * @param rewrite key text, payload, key hash, fence; writes the same record in another form
 * @param now nothing; returns the database's time
 */
record TokenSql(
    String find,
    String insertLease,
    String takeLease,
    String replace,
    String releaseLease,
    String deleteLease,
    String update,
    String insert,
    String delete,
    String list,
    String listOfUser,
    String rewrite,
    String now) {

  static TokenSql of(TableName table, Dialect dialect, Duration lease) {
    String t = table.name();
    String now = dialect.now(t);
    String leaseEnd = now + " + " + lease.toMillis();
    String ifFence = " WHERE key_hash = ? AND fence = ?";
    String listed =
        "SELECT key_hash, key_text, payload FROM "
            + t
            + " WHERE payload IS NOT NULL AND key_hash > ?";
    String inOrder = " ORDER BY key_hash" + dialect.limit();
    return new TokenSql(
        "SELECT payload, fence, lease_until, " + now + " FROM " + t + " WHERE key_hash = ?",
        "INSERT INTO " + t + " (key_hash, fence, lease_until) VALUES (?, ?, " + leaseEnd + ")",
        "UPDATE " + t + " SET fence = ?, lease_until = " + leaseEnd + ifFence,
        "UPDATE " + t + " SET key_text = ?, payload = ?, fence = ?" + ifFence,
        "UPDATE " + t + " SET lease_until = ?" + ifFence,
        "DELETE FROM " + t + ifFence + " AND payload IS NULL",
        "UPDATE "
            + t
            + " SET key_text = ?, payload = ?, fence = ?, lease_until = ? WHERE key_hash = ?",
        "INSERT INTO "
            + t
            + " (key_hash, key_text, payload, fence, lease_until) VALUES (?, ?, ?, ?, ?)",
        "DELETE FROM " + t + " WHERE key_hash = ?",
        listed + inOrder,
        listed + " AND (key_text IS NULL OR key_text LIKE ? ESCAPE '!')" + inOrder,
        "UPDATE " + t + " SET key_text = ?, payload = ?" + ifFence,
        "SELECT " + now + dialect.fromDual());
  }
}
