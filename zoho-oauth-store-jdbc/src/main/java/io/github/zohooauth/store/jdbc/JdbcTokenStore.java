package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.ListableTokenStore;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tokens in one table of a database that many hosts may share.
 *
 * <p>One host renews a token at a time, and the others wait for it. A lease ends by the database's
 * clock, so the clocks of the hosts do not matter. A host that has lost its lease cannot write.
 *
 * <p>Each call runs one statement or a few, in autocommit, on one connection. The connection is
 * closed with its settings unchanged before the call returns. Pass the application's own {@code
 * DataSource}, not a proxy that takes part in its transactions: a rollback would lose a token.
 *
 * <p>The table is created by a script in the jar, or by {@link #createSchema}. A simulation sets
 * {@code clock(...)} of its clients and nothing here. Tokens then expire by that clock, but leases
 * still end by the database's clock. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-10.4">RFC 6749, section 10.4</a>
 */
public final class JdbcTokenStore implements ListableTokenStore {

  private final TokenTable table;
  private final RecordCodec codec;
  private final TokenListing listing;
  private final Schema schema;
  private final String name;

  private JdbcTokenStore(Builder builder) {
    JdbcExecutor executor = new JdbcExecutor(builder);
    this.table = new TokenTable(executor, new ClockOffset(builder.clock));
    this.codec = new RecordCodec(builder.codec);
    this.listing = new TokenListing(table, codec);
    this.schema = new Schema(executor, builder.table);
    this.name = builder.table.name();
  }

  /**
   * Returns a store that keeps plain text in the table {@code zoho_oauth_token}.
   *
   * <p>It does not connect to the database yet.
   */
  public static JdbcTokenStore of(DataSource dataSource) {
    return builder(dataSource).build();
  }

  /** Returns a builder for a store in this database. */
  public static Builder builder(DataSource dataSource) {
    return new Builder(dataSource);
  }

  @Override
  public Optional<StoredToken> load(TokenKey key) {
    return table.find(key).flatMap(row -> codec.decode(key, row));
  }

  @Override
  public void save(TokenKey key, StoredToken token) {
    table.save(key, codec.encode(key, token, table.ahead()));
  }

  @Override
  public void delete(TokenKey key) {
    table.delete(key);
  }

  @Override
  public Optional<Lease> tryLease(TokenKey key) {
    return table.tryLease(key).map(row -> new JdbcLease(table, codec, key, row));
  }

  @Override
  public List<TokenKey> keys(int limit) {
    return listing.first(limit);
  }

  @Override
  public List<TokenKey> keys(TokenKey after, int limit) {
    return listing.after(Objects.requireNonNull(after, "after"), limit);
  }

  /**
   * Returns the keys whose owner has this user, in all organizations and environments.
   *
   * <p>If the records are in plain text, the database compares the users and sends only these
   * records. Encrypted records are all read.
   */
  @Override
  public List<TokenKey> keysOf(String user) {
    return listing.of(TokenOwner.user(user));
  }

  /**
   * Rewrites the records that the codec would encrypt differently today, such as with a new key.
   *
   * <p>Other hosts may read, renew and write meanwhile. Call it once all hosts have the new codec.
   * Remove the old key only after it has returned.
   *
   * @return how many records were rewritten
   * @throws TokenStoreException at the end, if some records could not be rewritten
   */
  public int rekey() {
    return listing.rekey();
  }

  /**
   * Creates the table with the script in the jar, if it does not exist.
   *
   * @throws TokenStoreException if it cannot be created
   */
  public void createSchema() {
    schema.create();
  }

  /**
   * Checks that the table exists and that the store can use it. Writes nothing.
   *
   * @throws TokenStoreException if not; the message says what is missing
   */
  public void verifySchema() {
    schema.verify();
  }

  /** Returns the name of the table. */
  @Override
  public String toString() {
    return "JdbcTokenStore[" + name + "]";
  }

  /** Builds a {@link JdbcTokenStore}. Not thread-safe. */
  public static final class Builder {

    final DataSource dataSource;
    TableName table = TableName.DEFAULT;
    private TokenCodec codec = TokenCodec.plain();
    Duration leaseDuration = Duration.ofSeconds(25);
    Duration queryTimeout = TimedConnection.DEFAULT_TIMEOUT;
    @Nullable Dialect dialect;
    private InstantSource clock = InstantSource.system();

    private Builder(DataSource dataSource) {
      this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /**
     * Sets the name of the table; the default is {@code zoho_oauth_token}.
     *
     * <p>A schema may precede it, as in {@code auth.zoho_oauth_token}. It is not quoted in SQL.
     *
     * @throws IllegalArgumentException if it is not a name of 1 to 30 letters, digits, _ and $
     */
    public Builder table(String table) {
      this.table = new TableName(table);
      return this;
    }

    /** Sets how records are written as text; the default is plain text. */
    public Builder codec(TokenCodec codec) {
      this.codec = Objects.requireNonNull(codec, "codec");
      return this;
    }

    /**
     * Sets how long a statement may run, in whole seconds; the default is 10 seconds.
     *
     * <p>If another session has locked the row of an owner, calls for that owner fail after this
     * time. Calls for other owners go on, and the connection remains usable. Derby and HSQLDB do
     * not end a wait for a lock. If the network fails silently, only a socket timeout ends the
     * wait: set one at the driver or the pool, longer than this timeout.
     *
     * @throws IllegalArgumentException if it is not positive, above a day, or not in whole seconds
     * @see java.sql.Statement#setQueryTimeout
     */
    public Builder queryTimeout(Duration queryTimeout) {
      Objects.requireNonNull(queryTimeout, "queryTimeout");
      if (queryTimeout.compareTo(Duration.ofSeconds(1)) < 0
          || queryTimeout.compareTo(Duration.ofDays(1)) > 0
          || !queryTimeout.equals(queryTimeout.truncatedTo(ChronoUnit.SECONDS))) {
        throw new IllegalArgumentException(
            "queryTimeout: whole seconds are needed, from one second to a day");
      }
      this.queryTimeout = queryTimeout;
      return this;
    }

    /** Sets how long a lease lasts, for tests that wait for its end. The default is 25 seconds. */
    Builder leaseDuration(Duration leaseDuration) {
      this.leaseDuration = leaseDuration;
      return this;
    }

    /** Sets the dialect of the database; by default the name of the product decides. */
    public Builder dialect(Dialect dialect) {
      this.dialect = Objects.requireNonNull(dialect, "dialect");
      return this;
    }

    /**
     * Sets this host's clock, for tests of hosts whose clock is wrong.
     *
     * <p>The difference to the database's clock counts as this host's error. So if a test advances
     * this clock by an hour, stored tokens last an hour longer.
     */
    Builder clock(InstantSource clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /** Returns the store. It does not connect to the database yet. */
    public JdbcTokenStore build() {
      return new JdbcTokenStore(this);
    }
  }
}
