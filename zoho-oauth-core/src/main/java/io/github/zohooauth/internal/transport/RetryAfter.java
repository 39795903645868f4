package io.github.zohooauth.internal.transport;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Reads the header {@code Retry-After}: seconds or a date, at most an hour.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, section 10.2.3</a>
 */
public final class RetryAfter {

  public static final Duration MAX = Duration.ofHours(1);

  private RetryAfter() {}

  /** Returns the end of the wait; empty if it is in the past or malformed. */
  public static Optional<Instant> until(String header, Instant now) {
    try {
      String value = header.trim();
      Instant until =
          value.matches("[0-9]{1,9}")
              ? now.plusSeconds(Long.parseLong(value))
              : ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Instant latest = now.plus(MAX);
      return Optional.of(until.isAfter(latest) ? latest : until).filter(now::isBefore);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
