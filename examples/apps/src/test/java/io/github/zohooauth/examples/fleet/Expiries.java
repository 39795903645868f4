package io.github.zohooauth.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.localzoho.Fault;
import io.github.zohooauth.localzoho.Gate;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import io.github.zohooauth.store.StoredToken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Processes of many threads that all want the token whenever it nears its end, has come to it, or
 * is rejected: no more than one token call each time, and no token that Zoho does not take.
 */
final class Expiries {

  private static final int PROCESSES = Proof.size(3, 8);
  private static final int THREADS = Proof.size(4, 8);

  // Who found that another renews has its good token for ten seconds before it looks again.
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(11);

  private final Fleet fleet;
  private final SharedStore.Opened store;
  private final Random chances;
  private final Calls calls;

  /** Holds it for 500 expiries at full size, of 8 processes with 8 threads each. */
  static void hold(String id, SharedStore shared, Path directory) throws IOException {
    Random chances = new Random(Proof.seed(id, 7));
    try (SharedStore.Opened store = shared.open();
        Fleet fleet = Fleet.around(shared, directory)) {
      for (int count = 0; count < PROCESSES; count++) {
        fleet.launch();
      }
      Expiries expiries = new Expiries(fleet, store, chances);
      Proof.holdsInARow(id, Proof.size(6, 500), expiries::expireOrNearly);
      Proof.holdsInARow(id + " budget", Proof.size(12, 60), number -> expiries.reject());
    }
  }

  private Expiries(Fleet fleet, SharedStore.Opened store, Random chances) {
    this.fleet = fleet;
    this.store = store;
    this.chances = chances;
    fleet.authorize();
    this.calls = new Calls(fleet);
  }

  private void expireOrNearly(int number) {
    if (number % 4 == 2) {
      nearExpiry();
    } else {
      expire();
    }
  }

  /** The token has expired, or will so soon that everybody waits for the next. */
  private void expire() {
    boolean early = chances.nextInt(4) == 0;
    int seconds = early ? -1 - chances.nextInt(59) : chances.nextInt(3600);
    fleet.advance(untilExpiry().plusSeconds(seconds));
    assertThat(tokens(Order.token(THREADS))).as("tokens served").hasSize(1);
    assertThat(calls.sinceLastLook()).as("token calls for one expiry").isEqualTo(1);
  }

  /** The token expires in minutes: it is renewed, by one, while nobody waits for that. */
  private void nearExpiry() {
    fleet.advance(untilExpiry().minusSeconds(75 + chances.nextInt(40))); // then each is due
    Optional<StoredToken.Issued> old = stored();
    Gate gate = Gate.shut();
    fleet.zoho().faults().next(ServerRole.ACCOUNTS, "/oauth/v2/token", Fault.held(gate));
    Set<String> before = tokens(Order.token(THREADS));
    assertThat(before).as("tokens served").hasSize(1);
    gate.awaitArrival(1);
    gate.open();
    Instant hung = Instant.now().plusSeconds(10);
    while (stored().equals(old)) {
      assertThat(Instant.now()).as("when the new token is stored").isBefore(hung);
      Thread.onSpinWait();
    }
    Set<String> after = before;
    for (int looks = 0; looks < 8 && (after.size() > 1 || after.equals(before)); looks++) {
      fleet.advance(LOOK_AGAIN);
      after = tokens(Order.token(THREADS));
    }
    assertThat(after).as("tokens served a little later").hasSize(1).isNotEqualTo(before);
    assertThat(calls.sinceLastLook()).as("token calls near one expiry").isEqualTo(1);
  }

  /** An API rejects the token, again and again: it fails no caller, and costs few calls. */
  private void reject() {
    fleet.advance(Duration.ofSeconds(61 + chances.nextInt(30)));
    Set<String> failures = new HashSet<>();
    for (Report report : fleet.all(Order.reject(THREADS))) {
      assertThat(report.refused()).as("tokens that the CRM refused").isZero();
      failures.addAll(report.failures().keySet());
    }
    assertThat(failures).isEmpty();
    assertThat(calls.sinceLastLook()).as("token calls for one rejection").isLessThan(2);
  }

  private Set<String> tokens(Order order) {
    Set<String> tokens = new HashSet<>();
    List<Report> reports = fleet.all(order);
    for (Report report : reports) {
      assertThat(report.failures()).as("callers that got no token").isEmpty();
      assertThat(report.refused()).as("tokens that the CRM refused").isZero();
      assertThat(report.served()).as("callers that got a token").isEqualTo(THREADS);
      tokens.addAll(report.tokens());
    }
    return tokens;
  }

  private Duration untilExpiry() {
    Instant expiry = stored().map(StoredToken.Issued::expiresAt).orElseThrow();
    return Duration.between(fleet.now(), expiry);
  }

  private Optional<StoredToken.Issued> stored() {
    return store.tokens().load(fleet.key()).map(StoredToken::accessToken);
  }
}
