package io.github.zohooauth.store.jdbc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.KeyRing;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenStore.Lease;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** With encryption, the files of a database contain no token and no user in plain text. */
@Tag("E3")
class SecrecyProofTest {

  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
  private static final List<String> SECRETS = List.of("SECRET", "user-", "1000.JDBC", "zohoapis");
  private static final List<Charset> CHARSETS = List.of(UTF_8, UTF_16BE, UTF_16LE);

  @TempDir private Path directory;

  @Test
  void files_ofEncryptedRecords_containNoPlainText() throws Exception {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:file:" + directory.resolve("h2") + ";COMPRESS=FALSE");
    SQLiteDataSource sqlite = new SQLiteDataSource();
    sqlite.setUrl("jdbc:sqlite:" + directory.resolve("sqlite"));
    List<Integer> numbers = IntStream.range(0, Proof.size(60, 1_000)).boxed().toList();
    try (Connection open = h2.getConnection()) {
      write(JdbcTokenStore.builder(h2), numbers);
      assertThat(open.isValid(1)).isTrue();
    }
    write(JdbcTokenStore.builder(sqlite), numbers);
    dump(numbers);
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(3);
    Proof.holds("E3", files, SecrecyProofTest::hold);
  }

  private static void write(JdbcTokenStore.Builder builder, List<Integer> numbers) {
    JdbcTokenStore store = builder.codec(TokenCodec.aesGcm(KeyRing.of("2026", KEY))).build();
    store.createSchema();
    for (int i : numbers) {
      store.save(Sample.key(i), Sample.token(i));
      try (Lease lease = store.tryLease(Sample.key(i)).orElseThrow()) {
        assertThat(lease.replace(Sample.token(-i))).isTrue();
      }
    }
  }

  /** Writes the rows of PostgreSQL, as a user with read access sees them, to a file. */
  private void dump(List<Integer> numbers) throws SQLException, IOException {
    String table = Database.nextTable();
    write(Database.POSTGRESQL.builder().table(table), numbers);
    StringBuilder rows = new StringBuilder();
    try (Connection connection = Database.POSTGRESQL.pool().getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("SELECT row_to_json(t) FROM " + table + " t")) {
      while (row.next()) {
        rows.append(row.getString(1)).append('\n');
      }
    }
    assertThat(rows).isNotEmpty();
    Files.writeString(directory.resolve("postgresql"), rows);
  }

  private static void hold(Path file) throws IOException {
    String bytes = new String(Files.readAllBytes(file), ISO_8859_1);
    for (String secret : SECRETS) {
      for (Charset charset : CHARSETS) {
        assertThat(bytes.contains(new String(secret.getBytes(charset), ISO_8859_1)))
            .as("%s in %s", secret, charset)
            .isFalse();
      }
    }
  }
}
