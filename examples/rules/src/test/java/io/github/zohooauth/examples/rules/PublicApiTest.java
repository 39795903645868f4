package io.github.zohooauth.examples.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The public API is compatible with that of the baseline, {@code src/test/api}: no signature is
 * missing, and no type that was there asks more of those who implement it.
 *
 * <p>{@code -Dapi.write} writes the baseline anew: for a release, or for a change of major version.
 */
class PublicApiTest {

  private static final Path BASELINE = Path.of("src", "test", "api");

  @ParameterizedTest
  @EnumSource
  void api_isCompatibleWithTheBaseline(Libraries library) throws IOException {
    Path file = BASELINE.resolve(library.module() + ".txt");
    Set<String> now = Signatures.of(library);
    if (System.getProperty("api.write") != null) {
      Files.write(file, now);
    }
    List<String> baseline = Files.readAllLines(file);

    Set<String> missing = new TreeSet<>(baseline);
    missing.removeAll(now);
    assertThat(missing).as("signatures of the baseline that are missing or differ").isEmpty();

    Set<String> demanded = new TreeSet<>(now);
    baseline.forEach(demanded::remove);
    demanded.removeIf(line -> !line.contains(" abstract ") || !line.contains(" # "));
    demanded.removeIf(line -> isNew(line, baseline));
    assertThat(demanded).as("abstract methods that a type of the baseline now demands").isEmpty();
  }

  private static boolean isNew(String line, List<String> baseline) {
    String type = line.substring(0, line.indexOf(" # ")) + " : ";
    return baseline.stream().noneMatch(known -> known.startsWith(type));
  }
}
