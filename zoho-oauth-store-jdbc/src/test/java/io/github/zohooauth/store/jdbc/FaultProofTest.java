package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.TokenStoreException;
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
 * Whichever call to a driver fails, done or not: a failure by name or a success, which it is if the
 * database asks again; the old record or the new one, and nothing left open or changed.
 */
@Tag("D3")
class FaultProofTest {

  private static final StoredToken OLD = Sample.token(1);
  private static final StoredToken NEW = Sample.token(2);

  /** What is under way when the call fails; {@code writes} if it makes the record the new one. */
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

  /** Gone, undone and to be done again, undone by SQLite, or cancelled. */
  private static final List<@Nullable String> STATES =
      Arrays.asList("08006", "40001", null, "57014");

  private record Case(Db db, Work work, int at, Fault.Effect effect, @Nullable String state) {

    /** Whether the database asks for the statement again, on a connection that is still there. */
    boolean asksAgain() {
      return effect != Fault.Effect.CONNECTION_CLOSED && (state == null || state.equals("40001"));
    }
  }

  private static final Map<Db, String> TABLES = new EnumMap<>(Db.class);

  @BeforeAll
  static void start() {
    for (Db db : List.of(Db.H2, Db.POSTGRESQL, Db.MARIADB)) {
      TABLES.put(db, Db.nextTable());
      plain(db).createSchema();
    }
  }

  @Test
  void callThatFails_leavesOldOrNew_andNothingOpen() {
    List<Case> cases = new ArrayList<>();
    for (Db db : TABLES.keySet()) {
      for (Work work : Work.values()) {
        for (int at = 1; at <= calls(db, work); at++) {
          for (Fault.Effect effect : Fault.Effect.values()) {
            cases.add(new Case(db, work, at, effect, STATES.get(cases.size() % STATES.size())));
          }
        }
      }
    }
    Proof.holds("D3", Proof.some(cases, 45, Proof.seed("D3", 20260601)), FaultProofTest::hold);
  }

  private static int calls(Db db, Work work) {
    prepare(db, work);
    Fault fault = new Fault(db.bare(), Integer.MAX_VALUE, Fault.Effect.NOT_DONE, null);
    work.on(over(db, fault));
    return fault.calls();
  }

  private static String table(Db db) {
    return Objects.requireNonNull(TABLES.get(db));
  }

  private static JdbcTokenStore over(Db db, Fault fault) {
    return JdbcTokenStore.builder(fault.dataSource()).table(table(db)).build();
  }

  /** A store whose connections do not fail. */
  private static JdbcTokenStore plain(Db db) {
    return db.builder().table(table(db)).build();
  }

  private static void prepare(Db db, Work work) {
    plain(db).delete(Sample.KEY);
    if (work.recorded) {
      plain(db).save(Sample.KEY, OLD);
    }
  }

  private static void hold(Case example) {
    Db db = example.db();
    Work work = example.work();
    prepare(db, work);
    Fault fault = new Fault(db.bare(), example.at(), example.effect(), example.state());
    boolean done = false;
    try {
      done = work.on(over(db, fault));
      assertThat(done).as("a success").isTrue();
    } catch (TokenStoreException e) {
      assertThat(example.asksAgain()).as("given up").isFalse();
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      assertThat(trace.toString()).doesNotContain("SECRET");
    }
    assertThat(fault.happened()).isTrue();
    assertThat(fault.open()).as("left open").isZero();
    assertThat(fault.restored()).as("autocommit as it was").isTrue();
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
