package io.github.zohooauth.examples.benchmarks.scenario;

import io.github.zohooauth.examples.benchmarks.Bar;
import io.github.zohooauth.examples.benchmarks.Certificate;
import io.github.zohooauth.examples.benchmarks.ChildJvm;
import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.Reading;
import io.github.zohooauth.examples.benchmarks.Row;
import io.github.zohooauth.examples.benchmarks.Samples;
import io.github.zohooauth.examples.benchmarks.Scenario;
import io.github.zohooauth.examples.benchmarks.Size;
import io.github.zohooauth.examples.benchmarks.TokenServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A new JVM to its first token over TLS, and to its end. */
public final class ColdStart implements Scenario {

  private static final List<String> TIMED =
      List.of(
          "bash", "-c", "TIMEFORMAT='%3R %3U %3S'; { time \"$@\" >/dev/null 2>&1; } 2>&1", "time");

  @Override
  public String name() {
    return "cold";
  }

  @Override
  public List<Row> measure(Size size) throws Exception {
    Samples wall = new Samples();
    Samples cpu = new Samples();
    Certificate certificate = Certificate.make();
    try (TokenServer server = TokenServer.start(certificate)) {
      Map<Contender, List<String>> commands = new EnumMap<>(Contender.class);
      for (Contender contender : Contender.renewers()) {
        commands.put(contender, command(contender, server, certificate));
      }
      for (int round = 0; round < size.pick(25, 5, 1); round++) {
        for (Map.Entry<Contender, List<String>> command : commands.entrySet()) {
          Contender contender = command.getKey();
          List<Double> seconds = ChildJvm.numbers(command.getValue());
          wall.add(contender, 1000 * seconds.get(0));
          cpu.add(contender, 1000 * (seconds.get(1) + seconds.get(2)));
        }
      }
    }
    return List.of(
        new Row("cold start over TLS, wall, ms", Reading.RATIO, wall, Bar.NONE),
        new Row("cold start over TLS, CPU, ms", Reading.RATIO, cpu, Bar.ratioAtMost(1.10)));
  }

  /** With those jars alone that it uses, so that nobody's classes are searched in others' jars. */
  private static List<String> command(
      Contender contender, TokenServer server, Certificate certificate) throws IOException {
    List<String> arguments = List.of(contender.library(), server.endpoint().toString());
    List<String> options = certificate.options();
    List<String> command = new ArrayList<>(TIMED);
    command.addAll(
        ChildJvm.command(
            FirstToken.class,
            ChildJvm.usedJars(FirstToken.class, options, arguments),
            options,
            arguments));
    return command;
  }
}
