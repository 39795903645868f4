package io.github.zohooauth.examples.cli.doctor;

import io.github.zohooauth.DataCenter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Whether the clock of this machine is that of Zoho: times of tokens depend on it. */
final class ClockCheck implements Check {

  private static final Duration SLIGHT = Duration.ofMinutes(1);
  private static final Duration TOO_MUCH = Duration.ofMinutes(5);
  private static final String ADVICE =
      "Let the machine set its clock by itself, such as: timedatectl set-ntp true";

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public Set<String> needs() {
    return Set.of("network");
  }

  @Override
  public Finding examine(SetUp setUp) {
    DataCenter any = setUp.profile().dataCenters().get(0);
    Reply reply = setUp.probe().get(any.accountsServer().resolve("/oauth/serverinfo"));
    Instant here = setUp.around().wallClock().instant();
    Optional<Instant> there = reply.date();
    if (there.isEmpty()) {
      return warn("Zoho did not say what time it is.", "Compare the clock with that of a phone.");
    }
    Duration ahead = Duration.between(there.get(), here);
    String found =
        "It is %s %s Zoho's."
            .formatted(words(ahead.abs()), ahead.isNegative() ? "behind" : "ahead of");
    if (ahead.abs().compareTo(TOO_MUCH) > 0) {
      return fail(found + " Tokens seem expired or valid when they are not.", ADVICE);
    }
    return ahead.abs().compareTo(SLIGHT) > 0 ? warn(found, ADVICE) : ok(found);
  }

  private static String words(Duration difference) {
    long seconds = difference.plusMillis(500).toSeconds();
    return seconds < 120 ? seconds + " seconds" : Math.round(seconds / 60.0) + " minutes";
  }
}
