package io.github.zohooauth.examples.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All rows, as a table in Markdown. */
record Table(List<Row> rows) {

  String markdown() {
    List<Contender> contenders =
        Arrays.stream(Contender.values())
            .filter(one -> rows.stream().anyMatch(row -> row.samples().contenders().contains(one)))
            .toList();
    Stream<String> head =
        Stream.of(
            line(
                Stream.concat(
                    Stream.of("", "bar", "met", "ahead of us"),
                    contenders.stream().map(Contender::label))),
            line(Stream.generate(() -> "---").limit(4 + contenders.size())));
    return Stream.concat(head, rows.stream().map(row -> line(row, contenders)))
        .collect(Collectors.joining("\n"));
  }

  private static String line(Row row, List<Contender> contenders) {
    String met = row.bar().equals(Bar.NONE) ? "" : row.isMet() ? "yes" : "**NO**";
    String ahead = row.ahead().stream().map(Contender::label).collect(Collectors.joining(", "));
    return line(
        Stream.concat(
            Stream.of(row.name(), row.bar().text(), met, ahead),
            contenders.stream().map(row::cell)));
  }

  private static String line(Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| ", " |"));
  }

  List<Row> missed() {
    return rows.stream().filter(row -> !row.isMet()).toList();
  }
}
