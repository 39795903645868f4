package io.github.zohooauth.examples.benchmarks.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import io.github.zohooauth.examples.benchmarks.Bar;
import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.Reading;
import io.github.zohooauth.examples.benchmarks.Row;
import io.github.zohooauth.examples.benchmarks.Samples;
import io.github.zohooauth.examples.benchmarks.Scenario;
import io.github.zohooauth.examples.benchmarks.Size;
import io.github.zohooauth.examples.benchmarks.TokenServer;
import io.github.zohooauth.examples.benchmarks.WaitingJvm;
import io.github.zohooauth.examples.benchmarks.library.Renewer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;

/**
 * What one renewal costs the client, from the call to the token, by a warm JVM.
 *
 * <p>The JVMs of all contenders stay warm and take short turns, so that a slow moment of the
 * machine is slow for all.
 */
public final class Renewal implements Scenario {

  @Override
  public String name() {
    return "renewal";
  }

  /**
   * The microseconds of one renewal.
   *
   * @param client CPU of the process that renews
   * @param server CPU of this process, whose server answers
   */
  record Cost(double wall, double client, double server) {}

  @Override
  public List<Row> measure(Size size) throws Exception {
    Samples wall = new Samples();
    Samples client = new Samples();
    Samples both = new Samples();
    Map<Contender, WaitingJvm> renewers = new EnumMap<>(Contender.class);
    try (TokenServer server = TokenServer.start(Duration.ZERO)) {
      for (Contender contender : Contender.renewers()) {
        renewers.put(contender, warm(contender, server, size));
      }
      for (int round = 0; round < size.pick(25, 5, 1); round++) {
        for (Map.Entry<Contender, WaitingJvm> renewer : renewers.entrySet()) {
          Cost cost = cost(renewer.getValue(), server, size);
          wall.add(renewer.getKey(), cost.wall());
          client.add(renewer.getKey(), cost.client());
          both.add(renewer.getKey(), cost.client() + cost.server());
        }
      }
    } finally {
      renewers.values().forEach(WaitingJvm::close);
    }
    return List.of(
        new Row("renewal, wall, us", Reading.RATIO, wall, Bar.NONE),
        new Row("renewal, CPU, us", Reading.RATIO, client, Bar.ratioAtMost(1.25)),
        new Row("renewal, CPU of client and server, us", Reading.VALUE, both, Bar.NONE));
  }

  /** Measures the renewals of this library alone, with a server that nothing else calls. */
  static Cost cost(TokenServer server, Size size) throws IOException {
    try (WaitingJvm renewer = warm(Contender.ZOHO_OAUTH, server, size)) {
      return cost(renewer, server, size);
    }
  }

  /** Starts a JVM that renews until the compiler has little left to do. */
  private static WaitingJvm warm(Contender contender, TokenServer server, Size size)
      throws IOException {
    List<String> arguments = List.of(contender.name(), server.endpoint().toString());
    WaitingJvm renewer = WaitingJvm.start(Child.class, arguments);
    List<Double> unused = renewer.measure(size.pick(20_000, 1500, 100));
    return renewer;
  }

  /** Measures one turn. */
  private static Cost cost(WaitingJvm renewer, TokenServer server, Size size) throws IOException {
    int unused = server.calls();
    long cpu = cpu();
    List<Double> micros = renewer.measure(size.pick(1000, 500, 100));
    double ours = (cpu() - cpu) / 1e3 / server.calls();
    return new Cost(micros.get(0), micros.get(1), ours);
  }

  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** Renews for as many milliseconds as each line of its input says, and prints what one costs. */
  static final class Child {

    public static void main(String[] args) throws Exception {
      Renewer renewer = Contender.valueOf(args[0]).renewer(URI.create(args[1]));
      Scanner turns = new Scanner(System.in, UTF_8);
      while (turns.hasNextInt()) {
        long nanos = TimeUnit.MILLISECONDS.toNanos(turns.nextInt());
        long cpu = cpu();
        long begun = System.nanoTime();
        int count = 0;
        while (System.nanoTime() - begun < nanos) {
          renewer.renew();
          count++;
        }
        double wall = (System.nanoTime() - begun) / 1e3 / count;
        System.out.println(wall + " " + (cpu() - cpu) / 1e3 / count);
      }
      System.exit(0);
    }
  }
}
