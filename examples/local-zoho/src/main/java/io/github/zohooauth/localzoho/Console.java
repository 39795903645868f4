package io.github.zohooauth.localzoho;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Obeys the commands on {@link Main}'s standard input: {@code advance 1h} moves the clock. */
final class Console {
  private static final Pattern ADVANCE = Pattern.compile("advance\\s+(-?\\d{1,6})([smhd])");

  private final LocalClock clock;
  private final PrintStream out;

  Console(LocalClock clock, PrintStream out) {
    this.clock = clock;
    this.out = out;
  }

  /** Obeys each line until there are no more. */
  void run(BufferedReader in) throws IOException {
    for (Optional<String> line = next(in); line.isPresent(); line = next(in)) {
      obey(line.get().strip());
    }
  }

  private void obey(String line) {
    Matcher advance = ADVANCE.matcher(line);
    if (advance.matches()) {
      long count = Long.parseLong(advance.group(1));
      clock.advance(
          switch (advance.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
          });
      out.println("It is " + clock.instant() + " now.");
    } else if (!line.isEmpty()) {
      out.println("Unknown command. Say \"advance 1h\", \"advance 90s\", or a number of m or d.");
    }
  }

  private static Optional<String> next(BufferedReader in) throws IOException {
    return Optional.ofNullable(in.readLine());
  }
}
