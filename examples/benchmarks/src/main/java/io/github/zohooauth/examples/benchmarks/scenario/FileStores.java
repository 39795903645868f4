package io.github.zohooauth.examples.benchmarks.scenario;

import io.github.zohooauth.examples.benchmarks.Bar;
import io.github.zohooauth.examples.benchmarks.ChildJvm;
import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.Reading;
import io.github.zohooauth.examples.benchmarks.Row;
import io.github.zohooauth.examples.benchmarks.Samples;
import io.github.zohooauth.examples.benchmarks.Scenario;
import io.github.zohooauth.examples.benchmarks.Size;
import io.github.zohooauth.examples.benchmarks.Store;
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

/**
 * Stores in files, on the disk of the build: a load and a save, among few owners and many, and the
 * opening of the store of many in a new JVM.
 */
public final class FileStores implements Scenario {

  @Override
  public String name() {
    return "files";
  }

  @Override
  public List<Row> measure(Size size) throws Exception {
    Path place = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "files-");
    int many = size.pick(100_000, 10_000, 100);
    Map<Contender, TokenFiles> one = filled(place.resolve("one"), 1);
    Map<Contender, TokenFiles> all = filled(place.resolve("many"), many);
    Turns turns = new Turns("file store", many, Math.min(many, 100), 1.3, 1.3, one, all);
    int rounds = size.pick(25, 7, 1);
    List<Row> rows = new ArrayList<>();
    rows.addAll(turns.rows("load", rounds, size.pick(2_000, 500, 1), Store::load));
    rows.addAll(turns.rows("save", rounds, size.pick(100, 20, 1), Store::save));
    rows.addAll(opening(place.resolve("many"), many, size.pick(25, 5, 1)));
    return rows;
  }

  private static List<Row> opening(Path place, int owners, int rounds) throws IOException {
    Map<Contender, Path> directories = new EnumMap<>(Contender.class);
    directories.put(Contender.FLOOR, place.resolve("zoho-oauth"));
    directories.put(Contender.ZOHO_OAUTH, place.resolve("zoho-oauth"));
    directories.put(Contender.GOOGLE_OAUTH, place.resolve("google"));
    Samples first = new Samples();
    Samples later = new Samples();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<Contender, Path> each : directories.entrySet()) {
        List<String> arguments = List.of(each.getKey().name(), each.getValue().toString());
        List<Double> took = ChildJvm.numbers(OpenedStore.class, List.of(), arguments);
        first.add(each.getKey(), took.get(0));
        later.add(each.getKey(), took.get(1));
      }
    }
    String owned = "%,d owners, ms".formatted(owners);
    Bar bar = Bar.atMost(300, Reading.VALUE);
    return List.of(
        new Row("file store, first open in a new JVM, " + owned, Reading.VALUE, first, Bar.NONE),
        new Row("file store, open, " + owned, Reading.VALUE, later, bar));
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
