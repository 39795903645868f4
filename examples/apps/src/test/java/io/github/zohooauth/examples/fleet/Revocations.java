package io.github.zohooauth.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.localzoho.Fault;
import io.github.zohooauth.localzoho.Gate;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** One process renews while another revokes: whoever comes first, nothing is left. */
final class Revocations {

  private static final int THREADS = 4;

  private final Fleet fleet;
  private final SharedStore.Opened store;
  private final Launched renewing;
  private final Launched revoking;
  private final Random chances;

  private Revocations(Fleet fleet, SharedStore.Opened store, Random chances) {
    this.fleet = fleet;
    this.store = store;
    this.renewing = fleet.launch();
    this.revoking = fleet.launch();
    this.chances = chances;
  }

  /** Holds it for 1,000 races at full size. */
  static void hold(String id, SharedStore shared, Path directory) throws IOException {
    Random chances = new Random(Proof.seed(id, 14));
    try (SharedStore.Opened store = shared.open();
        Fleet fleet = Fleet.around(shared, directory)) {
      Revocations revocations = new Revocations(fleet, store, chances);
      Proof.holdsInARow(id, Proof.size(15, 1_000), number -> revocations.race());
    }
  }

  /** When Zoho answers the renewal, beside the revocation. */
  private enum Answered {
    BEFORE,
    AT_ONCE,
    WITH_THE_REVOCATION,
    AFTERWARDS
  }

  private void race() {
    fleet.authorize();
    fleet.advance(Duration.ofHours(2));
    try (Holder holder = Holder.of(fleet, renewing, THREADS)) {
      revoke(holder, Answered.values()[chances.nextInt(Answered.values().length)]);
      assertThat(revoking.report().failures()).as("failures of revoke").isEmpty();
      assertNothingStored();
    }
    assertThat(renewing.report().failures().keySet())
        .as("failures of a renewal")
        .isSubsetOf("AuthorizationRequiredException");
    assertNothingStored();
    fleet.advance(Duration.ofSeconds(61));
    assertThat(reported(revoking, Order.token(1)).served()).as("served after revoke").isZero();
    assertThat(reported(renewing, Order.reject(1)).served()).as("served again").isZero();
    assertNothingStored();
  }

  private void revoke(Holder holder, Answered when) {
    if (when == Answered.BEFORE) {
      holder.answer();
    }
    Gate gate = Gate.shut();
    fleet.zoho().faults().next(ServerRole.ACCOUNTS, "/oauth/v2/token/revoke", Fault.held(gate));
    revoking.order(Order.revoke());
    if (when == Answered.AT_ONCE) {
      holder.answer();
    }
    gate.awaitArrival(1);
    gate.open();
    if (when == Answered.WITH_THE_REVOCATION) {
      holder.answer();
    }
  }

  private static Report reported(Launched member, Order order) {
    member.order(order);
    return member.report();
  }

  private void assertNothingStored() {
    assertThat(store.tokens().load(fleet.key()).isPresent()).as("a record after revoke").isFalse();
  }
}
