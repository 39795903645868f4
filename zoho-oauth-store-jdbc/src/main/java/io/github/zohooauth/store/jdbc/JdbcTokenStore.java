package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tokens in one table of a database, so that of all hosts that share it one renews a token
 * and the others wait.
 *
 * <p>Each call is a statement or a few, in autocommit, on one connection that is given back as it
 * was; none is held between calls. A lease is a pair of columns: it ends on the database's own
 * clock, whatever the clocks of the hosts say, and whoever lost it cannot write. The table is made
 * by a script in the jar, or by {@link #createSchema}. Give it the application's own {@code
 * DataSource} and not a proxy that takes part in the application's transactions: a rollback would
 * lose a token. Thread-safe.
 *
 * <p>A simulation sets {@code clock(...)} of its clients and nothing here. Tokens then expire on
 * that clock. Leases still end on the database's own clock, in real time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-10.4">RFC 6749, section 10.4</a>
 */
public final class JdbcTokenStore implements TokenStore {

  private final TokenTable table;
  private final Records records;
  private final Pages pages;
  private final Schema schema;
  private final String name;

  private JdbcTokenStore(Builder builder) {
    Database database =
        new Database(builder.dataSource, builder.table, builder.leaseDuration, builder.dialect);
    this.table = new TokenTable(database, new HostClock(builder.clock));
    this.records = new Records(builder.codec);
    this.pages = new Pages(table, records);
    this.schema = new Schema(database, builder.table);
    this.name = builder.table.name();
  }

  /**
   * Returns the store in the table {@code zoho_oauth_token} of this database, in clear.
   *
   * <p>Nothing is asked of the database yet.
   */
  public static JdbcTokenStore of(DataSource dataSource) {
    return builder(dataSource).build();
  }

  /** Returns a builder of a store in this database. */
  public static Builder builder(DataSource dataSource) {
    return new Builder(dataSource);
  }

  @Override
  public Optional<StoredToken> load(TokenKey key) {
    return table.find(key).flatMap(row -> records.token(key, row));
  }

  @Override
  public void save(TokenKey key, StoredToken token) {
    table.save(key, records.entry(key, token, table.ahead()));
  }

  @Override
  public void delete(TokenKey key) {
    table.delete(key);
  }

  @Override
  public Optional<Lease> tryLease(TokenKey key) {
    return table.take(key).map(row -> new JdbcLease(table, records, key, row));
  }

  /**
   * Returns the keys of the first records, in the order of {@link TokenKey#sha256}.
   *
   * @param limit how many at most, 1 or more
   * @throws TokenStoreException if the key of one cannot be told; the message has its hash
   */
  public List<TokenKey> keys(int limit) {
    return pages.first(limit);
  }

  /**
   * Returns the keys of the records that come after this one's, whether or not it is still there,
   * in the order of {@link TokenKey#sha256}; none if it was the last.
   *
   * @param limit how many at most, 1 or more
   * @throws TokenStoreException if the key of one cannot be told; the message has its hash
   */
  public List<TokenKey> keys(TokenKey after, int limit) {
    return pages.after(after, limit);
  }

  /**
   * Writes those records anew that the codec would protect in another way now, such as with the key
   * that is the first since; others read, renew and write meanwhile.
   *
   * <p>Call it when every host has the new codec, and give up the old key when it has returned.
   *
   * @return how many were written anew
   * @throws TokenStoreException at the end, if some could not be
   */
  public int rekey() {
    return pages.rekey();
  }

  /**
   * Creates the table by the jar's own script, unless it is there.
   *
   * @throws TokenStoreException if the database refuses
   */
  public void createSchema() {
    schema.create();
  }

  /**
   * Checks that the table is there and is what the store needs; writes nothing.
   *
   * @throws TokenStoreException if it is not; the message says what is missing
   */
  public void verifySchema() {
    schema.verify();
  }

  /** Returns the name of the table. */
  @Override
  public String toString() {
    return "JdbcTokenStore[" + name + "]";
  }

  /** Makes a store; not thread-safe. */
  public static final class Builder {

    private final DataSource dataSource;
    private TableName table = TableName.USUAL;
    private TokenCodec codec = TokenCodec.plain();
    private Duration leaseDuration = Duration.ofSeconds(25);
    private @Nullable Dialect dialect;
    private InstantSource clock = InstantSource.system();

    private Builder(DataSource dataSource) {
      this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /**
     * Sets the table's name, {@code zoho_oauth_token} by default; its schema's may stand before it,
     * as in {@code auth.zoho_oauth_token}.
     *
     * @throws IllegalArgumentException if it is more than such a name; it is never quoted
     */
    public Builder table(String table) {
      this.table = new TableName(table);
      return this;
    }

    /** Sets how records become text; in clear by default. */
    public Builder codec(TokenCodec codec) {
      this.codec = Objects.requireNonNull(codec, "codec");
      return this;
    }

    /** Sets how long a lease lasts, for tests that wait for its end; 25 seconds otherwise. */
    Builder leaseDuration(Duration leaseDuration) {
      this.leaseDuration = leaseDuration;
      return this;
    }

    /** Sets whose SQL the database speaks; by default its driver is asked for its name. */
    public Builder dialect(Dialect dialect) {
      this.dialect = Objects.requireNonNull(dialect, "dialect");
      return this;
    }

    /**
     * Sets the clock of a host whose clock is wrong, for tests of this store alone.
     *
     * <p>If this clock is ahead of the database's, that counts as the host's error. So a clock that
     * is advanced by an hour makes stored tokens last an hour longer.
     */
    Builder clock(InstantSource clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /** Returns the store; nothing is asked of the database yet. */
    public JdbcTokenStore build() {
      return new JdbcTokenStore(this);
    }
  }
}
