package io.github.zohooauth.localzoho;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The packages of the local Zoho: each uses only packages on a lower floor. */
class HouseTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final String BASE = "io.github.zohooauth.localzoho";

  /** From the lowest floor to the highest. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of(".internal.text"),
          List.of(".protocol"),
          List.of(".internal.server", ".internal.browser"),
          List.of(".internal.state"),
          List.of(".internal.pages", ".internal.openid", ".internal.products"),
          List.of(".internal.accounts"),
          List.of(""));

  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
  private static final Pattern NAME =
      Pattern.compile(BASE.replace(".", "\\.") + "((?:\\.[a-z]+)*)(?=\\.[A-Z*])");
  private static final Pattern LIBRARY =
      Pattern.compile("io\\.github\\.zohooauth\\.(?!localzoho\\b)");

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .sorted()
          .toList();
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
  @DisplayName("a package uses lower floors alone, and never the library")
  void package_usesLowerFloorsAlone() throws IOException {
    Map<String, List<String>> wrong = new TreeMap<>();
    for (Path file : sources()) {
      String code = code(file);
      String own = packageOf(file);
      List<String> up =
          NAME.matcher(code)
              .results()
              .map(result -> result.group(1))
              .filter(used -> !used.equals(own) && floor(used) >= floor(own))
              .distinct()
              .toList();
      if (!up.isEmpty()) {
        wrong.put(file.toString(), up);
      }
      assertThat(code).as(file.toString()).doesNotContainPattern(LIBRARY);
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  @DisplayName("a package has at most 35 files")
  void package_hasAtMost35Files() throws IOException {
    Map<String, Long> files =
        sources().stream()
            .collect(Collectors.groupingBy(HouseTest::packageOf, Collectors.counting()));
    assertThat(files).hasSize(FLOORS.stream().mapToInt(List::size).sum());
    assertThat(files.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(35));
  }

  @Test
  @DisplayName("what a test calls has no internal type in its public members")
  void publicMembers_haveNoInternalType() throws IOException {
    List<String> open =
        sources().stream()
            .filter(file -> !packageOf(file).startsWith(".internal"))
            .flatMap(file -> withNested(type(file)))
            .filter(type -> Modifier.isPublic(type.getModifiers()))
            .flatMap(HouseTest::publicMembers)
            .filter(member -> types(member).anyMatch(HouseTest::isInternal))
            .map(Member::toString)
            .toList();

    assertThat(open).isEmpty();
  }

  private static Class<?> type(Path file) {
    String name = SOURCES.relativize(file).toString().replace('/', '.');
    try {
      return Class.forName(name.substring(0, name.length() - ".java".length()));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Class<?>> withNested(Class<?> type) {
    return Stream.concat(
        Stream.of(type), Stream.of(type.getDeclaredClasses()).flatMap(HouseTest::withNested));
  }

  private static Stream<Executable> publicMembers(Class<?> type) {
    return Stream.<Executable>concat(
            Stream.of(type.getDeclaredConstructors()), Stream.of(type.getDeclaredMethods()))
        .filter(member -> Modifier.isPublic(member.getModifiers()));
  }

  private static Stream<Class<?>> types(Executable member) {
    Stream<Class<?>> parameters = Stream.of(member.getParameterTypes());
    return member instanceof Method method
        ? Stream.concat(parameters, Stream.of(method.getReturnType()))
        : parameters;
  }

  private static boolean isInternal(Class<?> type) {
    return type.getPackageName().startsWith(BASE + ".internal");
  }
}
