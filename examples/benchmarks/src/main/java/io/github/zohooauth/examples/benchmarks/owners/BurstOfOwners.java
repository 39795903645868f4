package io.github.zohooauth.examples.benchmarks.owners;

import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.library.Burst;
import io.github.zohooauth.examples.benchmarks.library.ManyOwners;
import io.github.zohooauth.examples.benchmarks.library.ZohoOAuthOwners;
import java.net.URI;
import java.util.List;

/** The process of a burst: it gets warm, and then asks for all owners at once. */
final class BurstOfOwners {

  private BurstOfOwners() {}

  /**
   * Prints the owners that were not served, the peaks of sockets and threads, the milliseconds to
   * the first and the last owner, and the heap of a waiting owner.
   *
   * @param args the contender; the kind and the place of its store; servers that answer at once,
   *     with the delay, and never; the owners of the warm-up; and the burst
   */
  public static void main(String[] args) throws Exception {
    Contender contender = Contender.valueOf(args[0]);
    Burst burst = Burst.parse(List.of(args).subList(7, 10));
    WarmUp.run(contender, URI.create(args[3]), Integer.parseInt(args[6]));
    Stores kind = Stores.valueOf(args[1]);
    ManyOwners many = manyOwners(contender, kind, args[2], URI.create(args[4]), burst);
    Gauge gauge = Gauge.start(Sockets.open());
    Asked asked = Asked.all(many, 0, burst.owners(), burst);
    gauge.stop();
    long threads = gauge.threads(); // the next measurement has a client of its own
    double heap = kind == Stores.MEMORY ? heap(contender, URI.create(args[5]), burst) : Double.NaN;
    ThisProcess.end(asked.notServed(), gauge.sockets(), threads, asked.first(), asked.last(), heap);
  }

  private static ManyOwners manyOwners(
      Contender contender, Stores kind, String place, URI endpoint, Burst burst)
      throws ReflectiveOperationException {
    if (contender != Contender.ZOHO_OAUTH) {
      return contender.manyOwners(endpoint, burst);
    }
    return new ZohoOAuthOwners(
        ZohoOAuthOwners.builder(endpoint, burst, kind.open(place, burst.owners())).build());
  }

  private static double heap(Contender contender, URI silent, Burst burst)
      throws ReflectiveOperationException {
    Burst withAsked = burst.withOwners(burst.owners() + burst.atATime());
    return Heap.perWaiting(contender.manyOwners(silent, withAsked), burst);
  }
}
