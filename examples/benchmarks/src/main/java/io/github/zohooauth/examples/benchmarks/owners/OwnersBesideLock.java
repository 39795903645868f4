package io.github.zohooauth.examples.benchmarks.owners;

import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.library.Burst;
import io.github.zohooauth.examples.benchmarks.library.ZohoOAuthOwners;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The process of owners in a database where the row of the first owner is locked. */
final class OwnersBesideLock {

  private OwnersBesideLock() {}

  /**
   * Prints how many other owners were not served, their failures, the milliseconds of their slowest
   * call, the peak of threads, and the warnings in the log.
   *
   * @param args a server that answers at once; the place of the database; the owners of the
   *     warm-up; the burst; the speed of the clock; the time by that clock; and how often each
   *     owner is asked for
   */
  public static void main(String[] args) throws Exception {
    Warnings warnings = Warnings.counted();
    URI endpoint = URI.create(args[0]);
    WarmUp.run(Contender.ZOHO_OAUTH, endpoint, Integer.parseInt(args[2]));
    Burst burst = Burst.parse(List.of(args).subList(3, 6));
    FastClock clock = FastClock.start(Integer.parseInt(args[6]));
    ZohoOAuthOwners many =
        new ZohoOAuthOwners(
            ZohoOAuthOwners.builder(endpoint, burst, Stores.DATABASE.open(args[1], burst.owners()))
                .clock(clock)
                .build());
    Gauge gauge = Gauge.start(Sockets.open());
    AskedAgain locked = new AskedAgain(many, 0, 1, owner -> false);
    AskedAgain others = new AskedAgain(many, 1, burst.owners(), owner -> true);
    Duration every = Duration.parse(args[8]);
    locked.start(every);
    others.start(every);
    ThisProcess.pause(clock.real(Duration.parse(args[7])));
    locked.stop();
    others.stop();
    AskedAgain.Counts counts = others.counts();
    ThisProcess.end(
        counts.notServed(), counts.broken(), counts.slowest(), gauge.threads(), warnings.count());
  }
}
