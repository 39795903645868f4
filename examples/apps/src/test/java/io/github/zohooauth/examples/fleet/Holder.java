package io.github.zohooauth.examples.fleet;

import io.github.zohooauth.localzoho.Fault;
import io.github.zohooauth.localzoho.Gate;
import io.github.zohooauth.localzoho.protocol.ServerRole;

/** A process in the midst of a renewal: it holds the lease, and Zoho keeps its answer back. */
final class Holder implements AutoCloseable {

  private final Gate answer = Gate.shut();

  private Holder() {}

  /** Has a process renew a token that wants it. */
  static Holder of(Fleet fleet, Launched process, int threads) {
    Holder holder = new Holder();
    fleet.zoho().faults().next(ServerRole.ACCOUNTS, "/oauth/v2/token", Fault.held(holder.answer));
    process.order(Order.token(threads));
    holder.answer.awaitArrival(1);
    return holder;
  }

  /** Lets Zoho act and answer. */
  void answer() {
    answer.open();
  }

  @Override
  public void close() {
    answer.open();
  }
}
