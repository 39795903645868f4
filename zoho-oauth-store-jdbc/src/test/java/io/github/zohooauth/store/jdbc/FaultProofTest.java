package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore.Lease;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * If any JDBC call fails, the store throws its own exception or succeeds.
 *
 * <p>The failing call may have been done or not. The record is the old one or the new one, and
 * nothing is left open or changed. If the database asks for a repetition, the store succeeds.
 */
@Tag("D3")
class FaultProofTest {

  private static final StoredToken OLD = Sample.token(1);
  private static final StoredToken NEW = Sample.token(2);

  /** The operation during which a call fails; {@code writes} if it writes the new record. */
  private enum Work {
    LOAD(true, false) {
      @Override
      boolean on(JdbcTokenStore store) {
        assertThat(store.load(Sample.KEY)).contains(OLD);
        return true;
      }
    },
    LIST(true, false) {
      @Override
      boolean on(JdbcTokenStore store) {
        assertThat(store.keys(9)).contains(Sample.KEY);
        return true;
      }
    },
    SAVE_FIRST(false, true) {
      @Override
      boolean on(JdbcTokenStore store) {
        store.save(Sample.KEY, NEW);
        return true;
      }
    },
    SAVE_AGAIN(true, true) {
      @Override
      boolean on(JdbcTokenStore store) {
        store.save(Sample.KEY, NEW);
        return true;
      }
    },
    DELETE(true, false) {
      @Override
      boolean on(JdbcTokenStore store) {
        store.delete(Sample.KEY);
        return true;
      }
    },
    RENEW(true, true) {
      @Override
      boolean on(JdbcTokenStore store) {
        return renew(store, Optional.of(OLD));
      }
    },
    RENEW_FIRST(false, true) {
      @Override
      boolean on(JdbcTokenStore store) {
        return renew(store, Optional.empty());
      }
    };

    final boolean recorded;
    final boolean writes;

    Work(boolean recorded, boolean writes) {
      this.recorded = recorded;
      this.writes = writes;
    }

    abstract boolean on(JdbcTokenStore store);

    private static boolean renew(JdbcTokenStore store, Optional<StoredToken> current) {
      try (Lease lease = store.tryLease(Sample.KEY).orElseThrow()) {
        assertThat(lease.current()).isEqualTo(current);
        return lease.replace(NEW);
      }
    }
  }

  /** SQLStates: connection lost, rolled back, rolled back by SQLite, and cancelled. */
  private static final List<@Nullable String> STATES =
      Arrays.asList("08006", "40001", null, "57014");

  private record Case(
      Database db, Work work, int at, FailingDataSource.Effect effect, @Nullable String state) {

    /** Returns whether the database asks for a repetition, on a connection that still works. */
    boolean asksAgain() {
      return effect != FailingDataSource.Effect.CONNECTION_CLOSED
          && (state == null || state.equals("40001"));
    }
  }

  private static final Map<Database, String> TABLES = new EnumMap<>(Database.class);

  @BeforeAll
  static void start() {
    for (Database db : List.of(Database.H2, Database.POSTGRESQL, Database.MARIADB)) {
      TABLES.put(db, Database.nextTable());
      plain(db).createSchema();
    }
  }

  @Test
  void failingCall_leavesOldOrNewRecord_andNothingOpen() {
    List<Case> cases = new ArrayList<>();
    for (Database db : TABLES.keySet()) {
      for (Work work : Work.values()) {
        for (int at = 1; at <= calls(db, work); at++) {
          for (FailingDataSource.Effect effect : FailingDataSource.Effect.values()) {
            cases.add(new Case(db, work, at, effect, STATES.get(cases.size() % STATES.size())));
          }
        }
      }
    }
    Proof.holds("D3", Proof.some(cases, 45, Proof.seed("D3", 20260601)), FaultProofTest::hold);
  }

  private static int calls(Database db, Work work) {
    prepare(db, work);
    FailingDataSource failing =
        new FailingDataSource(
            db.unpooled(), Integer.MAX_VALUE, FailingDataSource.Effect.NOT_DONE, null);
    work.on(over(db, failing));
    return failing.calls();
  }

  private static String table(Database db) {
    return Objects.requireNonNull(TABLES.get(db));
  }

  private static JdbcTokenStore over(Database db, FailingDataSource failing) {
    return JdbcTokenStore.builder(failing.dataSource()).table(table(db)).build();
  }

  /** Returns a store whose connections do not fail. */
  private static JdbcTokenStore plain(Database db) {
    return db.builder().table(table(db)).build();
  }

  private static void prepare(Database db, Work work) {
    plain(db).delete(Sample.KEY);
    if (work.recorded) {
      plain(db).save(Sample.KEY, OLD);
    }
  }

  private static void hold(Case example) {
    Database db = example.db();
    Work work = example.work();
    prepare(db, work);
    FailingDataSource failing =
        new FailingDataSource(db.unpooled(), example.at(), example.effect(), example.state());
    boolean done = false;
    try {
      done = work.on(over(db, failing));
      assertThat(done).as("a success").isTrue();
    } catch (TokenStoreException e) {
      assertThat(example.asksAgain()).as("failed although it could be repeated").isFalse();
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      assertThat(trace.toString()).doesNotContain("SECRET");
    }
    assertThat(failing.happened()).isTrue();
    assertThat(failing.open()).as("left open").isZero();
    assertThat(failing.restored()).as("autocommit as it was").isTrue();
    Optional<StoredToken> before = work.recorded ? Optional.of(OLD) : Optional.empty();
    Optional<StoredToken> after = work.writes ? Optional.of(NEW) : Optional.empty();
    Optional<StoredToken> there = plain(db).load(Sample.KEY);
    if (work.writes || work == Work.DELETE) {
      assertThat(there).isIn(before, after);
      assertThat(done && !there.equals(after)).as("lost").isFalse();
    } else {
      assertThat(there).isEqualTo(before);
    }
    plain(db).save(Sample.KEY, NEW);
    assertThat(plain(db).load(Sample.KEY)).contains(NEW);
    plain(db).tryLease(Sample.KEY).orElseThrow().close();
  }
}
