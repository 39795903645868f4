-- The tokens of zoho-oauth: one row per client and owner. All instants are milliseconds since 1970.
-- key_hash     SHA-256 of the key, in hexadecimal digits: no comparison takes one for another
-- key_text     the key in clear; null if the records are encrypted
-- payload      the record; null while a row is there for its lease alone
-- fence        a random number, another after each write and each lease
-- lease_until  when a lease on the row ends, on the clock of the database; without a lease a
--              negative number, how far the clock of the host that wrote it was ahead of that clock
-- A fixed-length key would be compared with a parameter as text, past its index. A row has room to
-- be written anew on its own page.
CREATE TABLE zoho_oauth_token (
  key_hash VARCHAR(64) COLLATE "C" NOT NULL,
  key_text TEXT,
  payload TEXT,
  fence BIGINT NOT NULL,
  lease_until BIGINT,
  PRIMARY KEY (key_hash)
) WITH (fillfactor = 70);
