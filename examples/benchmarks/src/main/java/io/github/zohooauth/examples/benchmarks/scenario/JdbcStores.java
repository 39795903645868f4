package io.github.zohooauth.examples.benchmarks.scenario;

import io.github.zohooauth.examples.benchmarks.Row;
import io.github.zohooauth.examples.benchmarks.Scenario;
import io.github.zohooauth.examples.benchmarks.Size;
import io.github.zohooauth.examples.benchmarks.Store;
import io.github.zohooauth.examples.benchmarks.rows.Postgres;
import java.util.ArrayList;
import java.util.List;

/** Stores in a PostgreSQL on this machine: a load and a save, among one row and a million. */
public final class JdbcStores implements Scenario {

  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public List<Row> measure(Size size) throws Exception {
    int many = size.pick(1_000_000, 100_000, 100);
    int rounds = size.pick(25, 7, 1);
    int times = size.pick(2_000, 500, 1);
    List<Row> rows = new ArrayList<>();
    try (Postgres small = Postgres.start();
        Postgres large = Postgres.start()) {
      Turns turns =
          new Turns("JDBC store", many, many, 1.15, 1.5, small.stores(1), large.stores(many));
      rows.addAll(turns.rows("load", rounds, times, Store::load));
      rows.addAll(turns.rows("save", rounds, times, Store::save));
    }
    return rows;
  }
}
