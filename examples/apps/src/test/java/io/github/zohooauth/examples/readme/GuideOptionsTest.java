package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.TokenListener;
import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.BrowserClient;
import io.github.zohooauth.client.DeviceClient;
import io.github.zohooauth.client.MobileClient;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.client.ServerClient;
import io.github.zohooauth.client.TokenStatus;
import io.github.zohooauth.store.file.FileTokenStore;
import io.github.zohooauth.store.jdbc.JdbcTokenStore;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of options, events and states have what the code has, and nothing else. */
class GuideOptionsTest {

  private static final Map<String, Class<?>> BUILDERS =
      Map.of(
          "ServerClient", ServerClient.Builder.class,
          "BrowserClient", BrowserClient.Builder.class,
          "SelfClient", SelfClient.Builder.class,
          "DeviceClient", DeviceClient.Builder.class,
          "MobileClient", MobileClient.Builder.class);

  /** The options of a builder, such as {@code owner(TokenOwner)}. */
  private static Set<String> options(Class<?> builder) {
    return Arrays.stream(builder.getMethods())
        .filter(method -> method.getDeclaringClass() != Object.class)
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> !method.getName().equals("build"))
        .map(GuideOptionsTest::text)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(Method method) {
    String parameters =
        Arrays.stream(method.getParameterTypes())
            .map(
                type ->
                    type.isArray()
                        ? type.getComponentType().getSimpleName() + "..."
                        : type.getSimpleName())
            .collect(Collectors.joining(", "));
    return method.getName() + "(" + parameters + ")";
  }

  /** The rows of a table: the options of the first cell, and the text of the second. */
  private static Map<String, String> rows(String table) {
    Map<String, String> rows = new LinkedHashMap<>();
    table
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|", -1))
        .forEach(
            cells ->
                Pattern.compile("`(\\w+\\([^`]*\\))`")
                    .matcher(cells[1])
                    .results()
                    .forEach(
                        option ->
                            assertThat(rows.put(option.group(1), cells[2].strip())).isNull()));
    return rows;
  }

  private static Set<String> typesOf(String cell, Set<String> before) {
    Set<String> named =
        BUILDERS.keySet().stream()
            .filter(cell::contains)
            .collect(Collectors.toCollection(TreeSet::new));
    if (cell.equals("the same")) {
      return before;
    }
    if (!cell.startsWith("all")) {
      return named;
    }
    Set<String> all = new TreeSet<>(BUILDERS.keySet());
    all.removeAll(named); // all but these
    return all;
  }

  @Test
  void optionsOfClients_areInTheTable_withTheirTypes() {
    Map<String, Set<String>> has = new TreeMap<>();
    BUILDERS.forEach(
        (type, builder) ->
            options(builder)
                .forEach(option -> has.computeIfAbsent(option, o -> new TreeSet<>()).add(type)));
    String table = Guide.CORE.section("All options").split("An authorization request", 2)[0];
    Map<String, Set<String>> says = new TreeMap<>();
    Set<String> before = Set.of();
    for (Map.Entry<String, String> row : rows(table).entrySet()) {
      before = typesOf(row.getValue(), before);
      says.put(row.getKey(), before);
    }
    assertThat(says).isEqualTo(has);
  }

  @Test
  void otherOptions_areInTheirTables() {
    String requests = Guide.CORE.section("All options").split("An authorization request", 2)[1];
    assertThat(rows(requests)).containsOnlyKeys(options(AuthorizationRequest.Builder.class));
    List<String> stores =
        List.of(Guide.FILE.text(), Guide.JDBC.text().split("## How it works", 2)[0]);
    assertThat(rows(stores.get(0))).containsOnlyKeys(options(FileTokenStore.Builder.class));
    assertThat(rows(stores.get(1))).containsOnlyKeys(options(JdbcTokenStore.Builder.class));
  }

  @Test
  void eventsAndStates_areInTheirTables() {
    Set<String> events =
        Arrays.stream(TokenListener.class.getMethods())
            .map(Method::getName)
            .collect(Collectors.toSet());
    assertThat(firstCells(Guide.CORE.part("Being told what happens"))).isEqualTo(events);
    Set<String> states =
        Arrays.stream(TokenStatus.State.values()).map(Enum::name).collect(Collectors.toSet());
    assertThat(firstCells(Guide.CORE.part("Who is connected"))).isEqualTo(states);
  }

  private static Set<String> firstCells(String table) {
    return Pattern.compile("(?m)^\\| `(\\w+)` \\|")
        .matcher(table)
        .results()
        .map(cell -> cell.group(1))
        .collect(Collectors.toSet());
  }
}
