package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages of core: each uses only packages on a lower floor. */
class HouseTest {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final String BASE = "io.github.zohooauth";

  /** From the lowest floor to the highest. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of(".internal.text"),
          List.of(""),
          List.of(".internal.runtime"),
          List.of(".store", ".internal.transport"),
          List.of(".internal.endpoint"),
          List.of(".internal.renewal", ".internal.openid", ".internal.loopback", ".http"),
          List.of(".client"));

  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
  private static final Pattern NAME =
      Pattern.compile(BASE.replace(".", "\\.") + "((?:\\.[a-z]+)*)(?=\\.[A-Z*])");

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static String code(Path file) {
    try {
      return COMMENT.matcher(Files.readString(file)).replaceAll("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String packageOf(Path file) {
    String name = SOURCES.relativize(file.getParent()).toString().replace('/', '.');
    return name.substring(BASE.length());
  }

  private static int floor(String name) {
    return FLOORS.indexOf(
        FLOORS.stream().filter(floor -> floor.contains(name)).findFirst().orElseThrow());
  }

  @Test
  void package_usesLowerFloorsAlone() throws IOException {
    Map<String, List<String>> wrong = new TreeMap<>();
    for (Path file : sources()) {
      if (file.endsWith("module-info.java")) {
        continue;
      }
      String own = packageOf(file);
      List<String> up =
          NAME.matcher(code(file))
              .results()
              .map(result -> result.group(1))
              .filter(used -> !used.equals(own) && floor(used) >= floor(own))
              .distinct()
              .toList();
      if (!up.isEmpty()) {
        wrong.put(file.toString(), up);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void package_hasAtMost35Files() throws IOException {
    Map<String, Long> files =
        sources().stream()
            .filter(file -> !file.endsWith("package-info.java"))
            .filter(file -> !file.endsWith("module-info.java"))
            .collect(Collectors.groupingBy(HouseTest::packageOf, Collectors.counting()));
    assertThat(files).hasSize(11);
    assertThat(files.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(35));
  }
}
