package io.github.zohooauth.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The token calls that Zoho received, each with the time at which it came. */
final class Calls {

  private static final int ZOHO_ALLOWS = 10;
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final Fleet fleet;
  private final List<Instant> times = new ArrayList<>();

  Calls(Fleet fleet) {
    this.fleet = fleet;
    sinceLastLook();
  }

  /** How many came since the last look; the time has stood still since then. */
  int sinceLastLook() {
    int more = fleet.tokenCalls() - times.size();
    for (int count = 0; count < more; count++) {
      times.add(fleet.now());
    }
    assertThat(times.stream().filter(fleet.now().minus(WINDOW)::isBefore).count())
        .as("token calls in ten minutes")
        .isLessThanOrEqualTo(ZOHO_ALLOWS);
    return more;
  }
}
