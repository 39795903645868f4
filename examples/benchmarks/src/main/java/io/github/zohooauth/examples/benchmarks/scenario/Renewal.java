package io.github.zohooauth.examples.benchmarks.scenario;

import com.sun.management.OperatingSystemMXBean;
import io.github.zohooauth.examples.benchmarks.Bar;
import io.github.zohooauth.examples.benchmarks.ChildJvm;
import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.Reading;
import io.github.zohooauth.examples.benchmarks.Row;
import io.github.zohooauth.examples.benchmarks.Samples;
import io.github.zohooauth.examples.benchmarks.Scenario;
import io.github.zohooauth.examples.benchmarks.Size;
import io.github.zohooauth.examples.benchmarks.TokenServer;
import io.github.zohooauth.examples.benchmarks.library.Renewer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What one renewal costs the client, from the call to the token, by a warm JVM. */
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
    try (TokenServer server = TokenServer.start(Duration.ZERO)) {
      for (int round = 0; round < size.pick(3, 2, 1); round++) {
        for (Contender contender : Contender.renewers()) {
          Cost cost = cost(contender, server, size);
          wall.add(contender, cost.wall());
          client.add(contender, cost.client());
          both.add(contender, cost.client() + cost.server());
        }
      }
    }
    return List.of(
        new Row("renewal, wall, us", Reading.RATIO, wall, Bar.NONE),
        new Row("renewal, CPU, us", Reading.RATIO, client, Bar.ratioAtMost(1.25)),
        new Row("renewal, CPU of client and server, us", Reading.VALUE, both, Bar.NONE));
  }

  /** Measures one renewal of a contender, with a server that nothing else calls. */
  static Cost cost(Contender contender, TokenServer server, Size size) throws IOException {
    String warmUp = String.valueOf(size.pick(20_000, 1500, 100));
    String measured = String.valueOf(size.pick(3000, 1500, 100));
    List<String> arguments =
        List.of(contender.name(), server.endpoint().toString(), warmUp, measured);
    int unused = server.calls();
    long cpu = cpu();
    List<Double> micros = ChildJvm.numbers(Child.class, List.of(), arguments);
    double ours = (cpu() - cpu) / 1e3 / server.calls();
    return new Cost(micros.get(0), micros.get(1), ours);
  }

  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** Renews until the compiler has little left to do, and then for a while to be measured. */
  static final class Child {

    public static void main(String[] args) throws Exception {
      Renewer renewer = Contender.valueOf(args[0]).renewer(URI.create(args[1]));
      renewals(renewer, args[2]);
      long cpu = cpu();
      long begun = System.nanoTime();
      double count = renewals(renewer, args[3]);
      double wall = (System.nanoTime() - begun) / count / 1000;
      System.out.println(wall + " " + (cpu() - cpu) / count / 1000);
      System.exit(0);
    }

    private static int renewals(Renewer renewer, String millis) throws Exception {
      long nanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(millis));
      int count = 0;
      for (long begun = System.nanoTime(); System.nanoTime() - begun < nanos; count++) {
        renewer.renew();
      }
      return count;
    }
  }
}
