package io.github.zohooauth.examples.benchmarks.scenario;

import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.Row;
import io.github.zohooauth.examples.benchmarks.Scenario;
import io.github.zohooauth.examples.benchmarks.Size;
import io.github.zohooauth.examples.benchmarks.files.ZohoOAuthFiles;
import io.github.zohooauth.examples.benchmarks.library.Burst;
import io.github.zohooauth.examples.benchmarks.owners.BurstCase;
import io.github.zohooauth.examples.benchmarks.owners.Fault;
import io.github.zohooauth.examples.benchmarks.owners.LockCase;
import io.github.zohooauth.examples.benchmarks.owners.OutageCase;
import io.github.zohooauth.examples.benchmarks.owners.Stores;
import io.github.zohooauth.examples.benchmarks.rows.Distance;
import io.github.zohooauth.examples.benchmarks.rows.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many owners under hard conditions: slow stores, a slow accounts server, many files, a locked row,
 * and an accounts server that is away for minutes. The longest times are what it takes to ask for
 * the same owners a few at a time.
 */
public final class Stress implements Scenario {

  private static final int BOUND = 64;
  private static final int WIDE_BOUND = 500;
  private static final int LOCK_OWNERS = 40;
  private static final int FEW_DESCRIPTORS = 1_024;
  private static final int MANY_DESCRIPTORS = 20_000;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Override
  public String name() {
    return "stress";
  }

  @Override
  public List<Row> measure(Size size) throws Exception {
    List<Row> rows = new ArrayList<>();
    rows.addAll(databases(size));
    rows.addAll(slowStore(size));
    rows.addAll(slowServer(size));
    rows.addAll(manyFiles(size));
    rows.addAll(away(size));
    return rows;
  }

  private static int warmUp(Size size) {
    return size.pick(20_000, 20_000, 0);
  }

  private static List<Row> databases(Size size) throws Exception {
    int owners = size.pick(3_000, 500, 10);
    List<Row> rows = new ArrayList<>();
    try (Postgres database = Postgres.start()) {
      database.fill(owners);
      rows.addAll(distant(database, owners, size));
      for (int pool : size == Size.SMOKE ? List.of(5) : List.of(5, 10)) {
        database.fill(LOCK_OWNERS);
        rows.addAll(lockedRow(database, pool, size));
      }
    }
    return rows;
  }

  private static List<Row> distant(Postgres database, int owners, Size size) throws Exception {
    Duration delay = Duration.ofMillis(100);
    try (Distance distance = Distance.to(database.port(), delay)) {
      return new BurstCase(
              "%,d owners, PostgreSQL 100 ms away, 10 connections".formatted(owners),
              Stores.DATABASE,
              "10 " + Postgres.url(distance.port()),
              new Burst(owners, BOUND, PATIENCE),
              FEW_DESCRIPTORS,
              Duration.ZERO,
              190_000.0 * owners / 3_000)
          .rows(List.of(Contender.ZOHO_OAUTH), warmUp(size));
    }
  }

  private static List<Row> lockedRow(Postgres database, int pool, Size size) throws Exception {
    return new LockCase(
            "one row of %d locked, %d connections".formatted(LOCK_OWNERS, pool),
            new Burst(LOCK_OWNERS, BOUND, Duration.ofSeconds(30)),
            pool,
            20,
            Duration.ofSeconds(size.pick(3_600, 200, 20)),
            Duration.ofMillis(200))
        .rows(database, warmUp(size));
  }

  private static List<Row> slowStore(Size size) throws Exception {
    int owners = size.pick(100, 100, 4);
    Duration call = Duration.ofMillis(size.pick(5_000, 1_000, 10));
    return new BurstCase(
            "%d owners, each call of the store takes %d ms".formatted(owners, call.toMillis()),
            Stores.SLOW,
            call.toString(),
            new Burst(owners, BOUND, PATIENCE),
            FEW_DESCRIPTORS,
            Duration.ZERO,
            4.0 * call.toMillis() * owners / 8)
        .rows(List.of(Contender.ZOHO_OAUTH), warmUp(size));
  }

  private static List<Row> slowServer(Size size) throws Exception {
    List<Row> rows = new ArrayList<>();
    int owners = size.pick(40_000, 4_000, 1_000);
    rows.addAll(slowServer(owners, MANY_DESCRIPTORS, 19_000.0 * owners / 40_000, size));
    if (size == Size.FULL) {
      rows.addAll(slowServer(100_000, FEW_DESCRIPTORS, Double.POSITIVE_INFINITY, size));
    }
    return rows;
  }

  private static List<Row> slowServer(int owners, int descriptors, double millis, Size size)
      throws Exception {
    return new BurstCase(
            "%,d owners, answer after 0.2 s, %,d descriptors".formatted(owners, descriptors),
            Stores.MEMORY,
            "",
            new Burst(owners, WIDE_BOUND, PATIENCE),
            descriptors,
            Duration.ofMillis(200),
            millis)
        .rows(List.of(Contender.ZOHO_OAUTH), warmUp(size));
  }

  private static List<Row> manyFiles(Size size) throws Exception {
    int all = size.pick(100_000, 10_000, 100);
    int owners = size.pick(3_000, 500, 10);
    Path place = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "files-");
    new ZohoOAuthFiles(place, owners).fill(all);
    return new BurstCase(
            "%,d owners of %,d in a file store, 1,024 descriptors".formatted(owners, all),
            Stores.FILES,
            place.toString(),
            new Burst(owners, BOUND, PATIENCE),
            FEW_DESCRIPTORS,
            Duration.ZERO,
            Double.POSITIVE_INFINITY)
        .rows(List.of(Contender.ZOHO_OAUTH), warmUp(size));
  }

  /** Measures all faults beside each other, as their processes mostly wait. */
  private static List<Row> away(Size size) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Row> rows = new ArrayList<>();
      List<Callable<List<Row>>> faults = new ArrayList<>();
      for (Fault fault : Fault.values()) {
        faults.add(() -> away(fault, size));
      }
      for (Future<List<Row>> measured : threads.invokeAll(faults)) {
        rows.addAll(measured.get());
      }
      return rows;
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Row> away(Fault fault, Size size) throws Exception {
    int owners = size.pick(2_000, 500, 10);
    Duration away = Duration.ofSeconds(size.pick(360, 30, 1));
    return new OutageCase(
            "%,d owners, accounts server away for %d s, %s"
                .formatted(owners, away.toSeconds(), fault),
            fault,
            new Burst(owners, BOUND, Duration.ofSeconds(30)),
            1,
            away,
            Duration.ZERO,
            Duration.ofMillis(size.pick(1_000, 1_000, 100)),
            false,
            60_000)
        .rows(warmUp(size));
  }
}
