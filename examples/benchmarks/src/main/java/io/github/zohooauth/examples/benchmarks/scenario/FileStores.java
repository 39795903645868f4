package io.github.zohooauth.examples.benchmarks.scenario;

import io.github.zohooauth.examples.benchmarks.Bar;
import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.Reading;
import io.github.zohooauth.examples.benchmarks.Row;
import io.github.zohooauth.examples.benchmarks.Samples;
import io.github.zohooauth.examples.benchmarks.Scenario;
import io.github.zohooauth.examples.benchmarks.Size;
import io.github.zohooauth.examples.benchmarks.files.GoogleFiles;
import io.github.zohooauth.examples.benchmarks.files.RawFiles;
import io.github.zohooauth.examples.benchmarks.files.TokenFiles;
import io.github.zohooauth.examples.benchmarks.files.ZohoOAuthFiles;
import io.github.zohooauth.examples.benchmarks.files.ZohoSdkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Stores in files, on the disk of the build: a load and a save, among few owners and many. */
public final class FileStores implements Scenario {

  /** What is done once, to one owner. */
  private interface Operation {
    void on(TokenFiles files, int owner) throws IOException;
  }

  @Override
  public String name() {
    return "files";
  }

  @Override
  public List<Row> measure(Size size) throws IOException {
    Path place = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "files-");
    int many = size.pick(100_000, 10_000, 100);
    Map<Contender, TokenFiles> one = filled(place.resolve("one"), 1);
    Map<Contender, TokenFiles> all = filled(place.resolve("many"), many);
    int rounds = size.pick(25, 7, 1);
    int loads = size.pick(2_000, 500, 1);
    int saves = size.pick(100, 20, 1);
    List<Row> rows = new ArrayList<>();
    rows.addAll(rows("load", many, rounds, loads, one, all, TokenFiles::load));
    rows.addAll(rows("save", many, rounds, saves, one, all, TokenFiles::save));
    return rows;
  }

  private static List<Row> rows(
      String what,
      int many,
      int rounds,
      int times,
      Map<Contender, TokenFiles> one,
      Map<Contender, TokenFiles> all,
      Operation operation)
      throws IOException {
    Samples few = new Samples();
    Samples lots = new Samples();
    Samples flat = new Samples();
    for (int round = -1; round < rounds; round++) {
      for (Contender contender : one.keySet()) {
        int own = isOfOneFile(contender) ? Math.max(1, times / 100) : times;
        double first = micros(one.get(contender), operation, 1, times);
        double last = micros(all.get(contender), operation, Math.min(many, 100), own);
        if (round >= 0) {
          few.add(contender, first);
          lots.add(contender, last);
          if (contender == Contender.ZOHO_OAUTH) {
            flat.add(Contender.FLOOR, first);
            flat.add(Contender.ZOHO_OAUTH, last);
          }
        }
      }
    }
    String head = "file store, " + what + ", ";
    return List.of(
        new Row(head + "1 owner, \u00b5s", Reading.RATIO, few, Bar.ratioAtMost(1.3)),
        new Row(
            head + "%,d owners, \u00b5s".formatted(many),
            Reading.RATIO,
            lots,
            Bar.ratioAtMost(1.3)),
        new Row(
            head + "%,d owners to 1".formatted(many), Reading.RATIO, flat, Bar.ratioAtMost(1.3)));
  }

  /** One file of all owners takes too long for as many turns. */
  private static boolean isOfOneFile(Contender contender) {
    return contender == Contender.GOOGLE_OAUTH || contender == Contender.ZOHO_SDK;
  }

  private static double micros(TokenFiles files, Operation operation, int owners, int times)
      throws IOException {
    long start = System.nanoTime();
    for (int i = 0; i < times; i++) {
      operation.on(files, i % owners);
    }
    return (System.nanoTime() - start) / 1e3 / times;
  }

  private static Map<Contender, TokenFiles> filled(Path place, int owners) throws IOException {
    Map<Contender, TokenFiles> filled = new EnumMap<>(Contender.class);
    filled.put(Contender.FLOOR, new RawFiles(place.resolve("raw")));
    filled.put(Contender.ZOHO_OAUTH, new ZohoOAuthFiles(place.resolve("zoho-oauth")));
    filled.put(Contender.GOOGLE_OAUTH, new GoogleFiles(place.resolve("google")));
    filled.put(Contender.ZOHO_SDK, new ZohoSdkFile(place.resolve("sdk")));
    for (TokenFiles files : filled.values()) {
      files.fill(owners);
    }
    return filled;
  }
}
