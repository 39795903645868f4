package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the libraries reach without a reference in their code is in their metadata for GraalVM, in
 * its present form and in the one that GraalVM for JDK 17 reads.
 */
class NativeImageTest {

  private static final String CORE = "zoho-oauth-core";
  private static final String FILE = "zoho-oauth-store-file";
  private static final String JDBC = "zoho-oauth-store-jdbc";

  /** Calls that an image answers only for what is listed. */
  private static final Pattern REFLECTIVE =
      Pattern.compile(
          "Class\\.forName|\\bloadClass\\(|\\.get(Declared)?(Methods?|Fields?|Constructors?)\\("
              + "|\\.newInstance\\(|\\.getRecordComponents\\(|\\.getPermittedSubclasses\\("
              + "|java\\.lang\\.reflect|java\\.lang\\.invoke|MethodHandles|FieldUpdater"
              + "|ServiceLoader|ResourceBundle|\\.getResources?(AsStream)?\\("
              + "|Object(In|Out)putStream|\\bSerializable\\b|System\\.load|\\.convertValue\\("
              + "|treeToValue\\(|valueToTree\\(|\\.readValue\\(|writeValue(AsString|AsBytes)?\\(");

  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);

  private static Path resources(String library) {
    return Path.of("..", library, "src/main/resources");
  }

  private static Path metadata(String library) {
    return resources(library).resolve("META-INF/native-image/io.github.zohooauth/" + library);
  }

  private static List<Path> files(Path root) throws IOException {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static JsonNode json(Path file) throws IOException {
    return new JsonMapper().readTree(Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {CORE, FILE, JDBC})
  void everyResource_isListed_inBothForms(String library) throws IOException {
    List<String> resources = new ArrayList<>();
    for (Path file : files(resources(library))) {
      String name = resources(library).relativize(file).toString();
      if (name.startsWith("META-INF/native-image/")) {
        assertThat(file.getParent()).isEqualTo(metadata(library));
      } else {
        resources.add(name);
      }
    }
    if (resources.isEmpty()) {
      return;
    }
    JsonNode globs = json(metadata(library).resolve("reachability-metadata.json")).at("/resources");
    assertThat(resources)
        .allSatisfy(name -> assertThat(globs).anyMatch(each -> glob(each).matches(Path.of(name))));
    JsonNode patterns =
        json(metadata(library).resolve("resource-config.json")).at("/resources/includes");
    assertThat(resources)
        .allSatisfy(
            name ->
                assertThat(patterns).anyMatch(each -> name.matches(each.get("pattern").asText())));
  }

  private static PathMatcher glob(JsonNode resource) {
    return FileSystems.getDefault().getPathMatcher("glob:" + resource.get("glob").asText());
  }

  /** There are two: the scripts of the tables, and a look at the JDK's HTTP client. */
  @Test
  void reflection_isWhereItIsKnown() throws IOException {
    Map<String, List<String>> found = new TreeMap<>();
    for (String library : List.of(CORE, FILE, JDBC)) {
      for (Path file : files(Path.of("..", library, "src/main/java"))) {
        String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
        List<String> calls = REFLECTIVE.matcher(code).results().map(call -> call.group()).toList();
        if (!calls.isEmpty()) {
          found.put(file.getFileName().toString(), calls);
        }
      }
    }
    assertThat(found)
        .isEqualTo(
            Map.of(
                "HttpSource.java", List.of("Class.forName", ".getMethods("),
                "Schema.java", List.of(".getResourceAsStream(")));
  }

  /** An image of JDK 17 would otherwise send requests without a token behind an Authenticator. */
  @Test
  void lookAtTheHttpClient_isListed_inBothForms() throws IOException {
    String source =
        Files.readString(
            Path.of("src/main/java/io/github/zohooauth/internal/transport/HttpSource.java"));
    JsonNode type = json(metadata(CORE).resolve("reachability-metadata.json")).at("/reflection/0");
    assertThat(source).contains("\"" + type.get("type").asText() + "\"");
    assertThat(type.get("allPublicMethods").asBoolean()).isTrue();
    JsonNode older = json(metadata(CORE).resolve("reflect-config.json")).get(0);
    assertThat(older.get("name")).isEqualTo(type.get("type"));
    assertThat(older.get("queryAllPublicMethods").asBoolean()).isTrue();
  }
}
