package io.github.zohooauth;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a record remembers of its token calls, so that all threads, processes and hosts respect it.
 *
 * @param calls when token calls were sent, oldest first
 * @param notBefore until when none may be sent; null if there is no such wait
 * @param why what began the wait; null with it
 * @param refused the {@link #fingerprint} of a refresh token that Zoho refused, or null
 */
record RenewalNotes(
    List<Instant> calls,
    @Nullable Instant notBefore,
    @Nullable String why,
    @Nullable String refused) {

  static final RenewalNotes NONE = new RenewalNotes(List.of(), null, null, null);

  RenewalNotes {
    calls = calls.stream().map(call -> call.truncatedTo(ChronoUnit.MILLIS)).toList();
    notBefore = notBefore == null ? null : notBefore.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Adds calls, and forgets those that left the window. */
  RenewalNotes withCalls(Collection<Instant> sent, Instant now, Duration window) {
    List<Instant> recent =
        Stream.concat(calls.stream(), sent.stream())
            .filter(call -> call.isAfter(now.minus(window)))
            .sorted()
            .toList();
    return new RenewalNotes(recent, notBefore, why, refused);
  }

  RenewalNotes waiting(Instant until, String reason) {
    return new RenewalNotes(calls, until, reason, refused);
  }

  RenewalNotes refusing(String refreshToken, DataCenter dataCenter) {
    return new RenewalNotes(calls, notBefore, why, fingerprint(refreshToken, dataCenter));
  }

  /** After a success nothing is waited for and nothing is refused. */
  RenewalNotes succeeded() {
    return new RenewalNotes(calls, null, null, null);
  }

  boolean refuses(@Nullable String refreshToken, DataCenter dataCenter) {
    return refreshToken != null && Objects.equals(refused, fingerprint(refreshToken, dataCenter));
  }

  private static String fingerprint(String refreshToken, DataCenter dataCenter) {
    return Sha256.hex(refreshToken + " " + dataCenter.accountsServer());
  }
}
