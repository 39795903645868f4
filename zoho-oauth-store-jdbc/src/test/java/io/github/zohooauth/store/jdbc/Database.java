package io.github.zohooauth.store.jdbc;

import com.mysql.cj.jdbc.MysqlDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hsqldb.jdbc.JDBCDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The databases of the tests, each with one connection pool per JVM. */
enum Database {
  H2,
  H2_LIKE_POSTGRESQL,
  H2_LIKE_MYSQL,
  H2_LIKE_ORACLE,
  H2_LIKE_SQL_SERVER,
  HSQLDB,
  DERBY,
  SQLITE,
  POSTGRESQL,
  MARIADB,
  /** MySQL's dialect and driver on a MariaDB server, because MySQL has no embedded server. */
  MYSQL_DRIVER;

  /** One for each database product. */
  static final List<Database> ENGINES = List.of(H2, HSQLDB, DERBY, SQLITE, POSTGRESQL, MARIADB);

  private static final Path FILES = files();
  private static final AtomicInteger TABLES = new AtomicInteger();

  private static final Map<Database, DataSource> POOLS = new ConcurrentHashMap<>();

  /** Returns the pool that all tests of this JVM share. */
  DataSource pool() {
    return POOLS.computeIfAbsent(this, db -> db.pool(8));
  }

  /** Returns a new pool. */
  HikariDataSource pool(int size) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(unpooled());
    config.setMaximumPoolSize(size);
    return new HikariDataSource(config);
  }

  /** Returns a table name that no other test uses. */
  static String nextTable() {
    return "tokens_%d_%d".formatted(ProcessHandle.current().pid(), TABLES.incrementAndGet());
  }

  /** Returns a store in a new table. */
  JdbcTokenStore store() {
    JdbcTokenStore store = builder().table(nextTable()).build();
    store.createSchema();
    return store;
  }

  JdbcTokenStore.Builder builder() {
    return JdbcTokenStore.builder(pool());
  }

  /** Returns connections without a pool. */
  DataSource unpooled() {
    try {
      return switch (this) {
        case H2 -> h2("");
        case H2_LIKE_POSTGRESQL -> h2(";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
        case H2_LIKE_MYSQL -> h2(";MODE=MySQL;DATABASE_TO_LOWER=TRUE");
        case H2_LIKE_ORACLE -> h2(";MODE=Oracle;DEFAULT_NULL_ORDERING=HIGH");
        case H2_LIKE_SQL_SERVER -> h2(";MODE=MSSQLServer");
        case HSQLDB -> hsqldb();
        case DERBY -> derby();
        case SQLITE -> sqlite();
        case POSTGRESQL -> DatabaseServers.postgres("postgres");
        case MARIADB -> maria();
        case MYSQL_DRIVER -> mysql();
      };
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private DataSource h2(String mode) {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:mem:" + name() + ";DB_CLOSE_DELAY=-1" + mode);
    return h2;
  }

  private static DataSource hsqldb() {
    JDBCDataSource hsqldb = new JDBCDataSource();
    hsqldb.setURL("jdbc:hsqldb:mem:tokens");
    return hsqldb;
  }

  private static DataSource derby() {
    System.setProperty("derby.stream.error.file", FILES.resolve("derby.log").toString());
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName("memory:tokens");
    derby.setCreateDatabase("create");
    return derby;
  }

  private static DataSource sqlite() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    SQLiteDataSource sqlite = new SQLiteDataSource(config);
    sqlite.setUrl("jdbc:sqlite:" + FILES.resolve("tokens.sqlite"));
    return sqlite;
  }

  private static DataSource maria() throws SQLException {
    MariaDbDataSource maria = new MariaDbDataSource(DatabaseServers.mariaDb("mariadb"));
    maria.setUser("root");
    maria.setPassword("");
    return maria;
  }

  private static DataSource mysql() {
    MysqlDataSource mysql = new MysqlDataSource();
    mysql.setUrl(DatabaseServers.mariaDb("mysql"));
    mysql.setUser("root");
    return mysql;
  }

  private static Path files() {
    try {
      Path files = Files.createTempDirectory("zoho-oauth-jdbc");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(files)));
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
