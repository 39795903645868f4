package io.github.zohooauth.examples.fleet;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The show: some processes, one store, one expiry, and how many refreshes Zoho then received. */
final class OneExpiry {

  private final Fleet fleet;
  private final PrintStream out;
  private final List<String> tokens = new ArrayList<>();

  private OneExpiry(Fleet fleet, PrintStream out) {
    this.fleet = fleet;
    this.out = out;
  }

  /**
   * Lets the token that processes share expire once, and prints what each did.
   *
   * @param directory for what else they share
   */
  static void show(SharedStore store, Path directory, int processes, PrintStream out)
      throws IOException {
    try (Fleet fleet = Fleet.around(store, directory)) {
      new OneExpiry(fleet, out).play(processes);
    }
  }

  private void play(int processes) {
    fleet.authorize();
    for (int count = 0; count < processes; count++) {
      fleet.launch();
    }
    out.println("A person authorizes once; then " + processes + " processes want the token.");
    ask();
    out.println("An hour passes: the token has expired, for all of them at once.");
    fleet.advance(Duration.ofHours(1));
    int before = fleet.tokenCalls();
    ask();
    int refreshes = fleet.tokenCalls() - before;
    out.println("Refreshes that Zoho received: " + refreshes);
    if (refreshes != 1) {
      throw new IllegalStateException("one refresh was to be enough, not " + refreshes);
    }
  }

  private void ask() {
    List<Report> reports = fleet.all(Order.token(1));
    for (int number = 0; number < reports.size(); number++) {
      tell(fleet.members().get(number), reports.get(number));
    }
  }

  private void tell(Launched member, Report report) {
    if (report.served() != 1) {
      throw new IllegalStateException("process " + member.pid() + " has no good token");
    }
    out.printf(
        "  process %-8d waited %4d ms, %s token #%d%n",
        member.pid(),
        report.longestMillis(),
        report.renewed() > 0 ? "renewed" : "adopted",
        number(report.tokens().iterator().next()));
  }

  /** In the order of their coming: what a token is, nobody needs to see. */
  private int number(String token) {
    if (!tokens.contains(token)) {
      tokens.add(token);
    }
    return tokens.indexOf(token) + 1;
  }
}
