package io.github.zohooauth.store.jdbc;

import java.time.Duration;

/**
 * Every statement of the store, for one table in one dialect; a renewal reads it from top to
 * bottom.
 *
 * @param find key hash: payload, fence, end of the lease or writer clock, the database's time
 * @param insertLease key hash, fence: a row without a record, which is leased
 * @param take next fence, key hash, fence: the lease
 * @param replace key text, payload, next fence, key hash, fence: the record, under the lease
 * @param release writer clock, key hash, fence: ends the lease
 * @param discard key hash, fence: removes a row that has no record
 * @param update key text, payload, fence, writer clock, key hash: the record, even during a lease
 * @param insert key hash, key text, payload, fence, writer clock
 * @param delete key hash
 * @param page key hash after which to begin, number of rows: key hash, key text, payload
 * @param rewrite key text, payload, key hash, fence: the same record in another form
 * @param now the database's time
 */
record Sql(
    String find,
    String insertLease,
    String take,
    String replace,
    String release,
    String discard,
    String update,
    String insert,
    String delete,
    String page,
    String rewrite,
    String now) {

  static Sql of(TableName table, Dialect dialect, Duration lease) {
    String t = table.name();
    String now = dialect.now(t);
    String leased = now + " + " + lease.toMillis();
    String mine = " WHERE key_hash = ? AND fence = ?";
    return new Sql(
        "SELECT payload, fence, lease_until, " + now + " FROM " + t + " WHERE key_hash = ?",
        "INSERT INTO " + t + " (key_hash, fence, lease_until) VALUES (?, ?, " + leased + ")",
        "UPDATE " + t + " SET fence = ?, lease_until = " + leased + mine,
        "UPDATE " + t + " SET key_text = ?, payload = ?, fence = ?" + mine,
        "UPDATE " + t + " SET lease_until = ?" + mine,
        "DELETE FROM " + t + mine + " AND payload IS NULL",
        "UPDATE "
            + t
            + " SET key_text = ?, payload = ?, fence = ?, lease_until = ? WHERE key_hash = ?",
        "INSERT INTO "
            + t
            + " (key_hash, key_text, payload, fence, lease_until) VALUES (?, ?, ?, ?, ?)",
        "DELETE FROM " + t + " WHERE key_hash = ?",
        "SELECT key_hash, key_text, payload FROM "
            + t
            + " WHERE payload IS NOT NULL AND key_hash > ? ORDER BY key_hash"
            + dialect.limit(),
        "UPDATE " + t + " SET key_text = ?, payload = ?" + mine,
        "SELECT " + now + dialect.fromNowhere());
  }
}
