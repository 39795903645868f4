-- The tokens of zoho-oauth: one row per client and owner. All instants are milliseconds since 1970.
-- key_hash     SHA-256 of the key, in hexadecimal digits, so that no collation confuses two keys
-- key_text     the key in plain text; null if the records are encrypted
-- payload      the record; null if the row exists only for its lease
-- fence        a random number that changes with each write and each new lease
-- lease_until  the end of a lease by the clock of the database. Without a lease, a negative number:
--              how far the clock of the host that wrote the record was ahead of that clock
CREATE TABLE zoho_oauth_token (
  key_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  key_text MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin,
  payload MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  fence BIGINT NOT NULL,
  lease_until BIGINT,
  PRIMARY KEY (key_hash)
) ENGINE = InnoDB;
