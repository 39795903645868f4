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

  @Override
  public List<Row> measure(Size size) throws Exception {
    Samples wall = new Samples();
    Samples cpu = new Samples();
    String warmUp = String.valueOf(size.pick(20_000, 1500, 100));
    String measured = String.valueOf(size.pick(3000, 1500, 100));
    try (TokenServer server = TokenServer.start(Duration.ZERO)) {
      for (int round = 0; round < size.pick(3, 2, 1); round++) {
        for (Contender contender : Contender.renewers()) {
          List<String> arguments =
              List.of(contender.name(), server.endpoint().toString(), warmUp, measured);
          List<Double> micros = ChildJvm.numbers(Child.class, List.of(), arguments);
          wall.add(contender, micros.get(0));
          cpu.add(contender, micros.get(1));
        }
      }
    }
    return List.of(
        new Row("renewal, wall, us", Reading.RATIO, wall, Bar.NONE),
        new Row("renewal, CPU, us", Reading.RATIO, cpu, Bar.ratioAtMost(1.25)));
  }

  /** Renews until the compiler has little left to do, and then for a while to be measured. */
  static final class Child {

    public static void main(String[] args) throws Exception {
      Renewer renewer = Contender.valueOf(args[0]).renewer(URI.create(args[1]));
      OperatingSystemMXBean process =
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
      renewals(renewer, args[2]);
      long cpu = process.getProcessCpuTime();
      long begun = System.nanoTime();
      double count = renewals(renewer, args[3]);
      double wall = (System.nanoTime() - begun) / count / 1000;
      System.out.println(wall + " " + (process.getProcessCpuTime() - cpu) / count / 1000);
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
