package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.runtime.TokenClock;
import io.github.zohooauth.internal.text.Crypto;
import io.github.zohooauth.internal.text.Notes;
import io.github.zohooauth.store.StoredToken;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The history of a record's token calls, which all threads, processes and hosts respect.
 *
 * @param calls when token calls were sent, to the millisecond, oldest first
 * @param notBefore the end of the wait before the next call; null if there is no wait
 * @param why the reason of the wait; null without a wait
 * @param failures the number of temporary failures in a row; 0 if Zoho asked for the wait
 * @param unsent how many of these attempts sent nothing
 * @param refused the {@link #fingerprint} of a refresh token that Zoho refused, or null
 * @param rejectedRenewalAt when the latest renewal only for a rejected token was sent; null if
 *     there was none
 */
public record RenewalHistory(
    List<Instant> calls,
    @Nullable Instant notBefore,
    @Nullable String why,
    int failures,
    int unsent,
    @Nullable String refused,
    @Nullable Instant rejectedRenewalAt) {

  public static final RenewalHistory NONE =
      new RenewalHistory(List.of(), null, null, 0, 0, null, null);

  public RenewalHistory {
    calls = List.copyOf(calls);
    notBefore = notBefore == null ? null : notBefore.truncatedTo(ChronoUnit.MILLIS);
    rejectedRenewalAt =
        rejectedRenewalAt == null ? null : rejectedRenewalAt.truncatedTo(ChronoUnit.MILLIS);
    unsent = Math.min(unsent, failures); // an earlier version does not update unsent
  }

  /** Reads the history of a record. */
  public static RenewalHistory of(StoredToken stored) {
    return Notes.copyOf(stored.notes()).read(RenewalHistory.class, RenewalHistory::in);
  }

  private static RenewalHistory in(Notes notes) {
    return new RenewalHistory(
        inOrder(notes.instants(Notes.CALLS)),
        notes.instant(Notes.NOT_BEFORE),
        notes.text(Notes.WHY),
        notes.count(Notes.FAILURES),
        notes.count(Notes.UNSENT),
        notes.text(Notes.REFUSED),
        notes.instant(Notes.REPLACED_AT));
  }

  /** Returns a copy of the record with this history. */
  public StoredToken onto(StoredToken stored) {
    Notes notes =
        Notes.copyOf(stored.notes())
            .change()
            .instants(Notes.CALLS, calls)
            .instant(Notes.NOT_BEFORE, notBefore)
            .text(Notes.WHY, why)
            .count(Notes.FAILURES, failures)
            .count(Notes.UNSENT, unsent)
            .text(Notes.REFUSED, refused)
            .instant(Notes.REPLACED_AT, rejectedRenewalAt)
            .made()
            .keeping(this);
    return Records.withNotes(stored, notes);
  }

  /** Returns the calls to the millisecond, oldest first. */
  static List<Instant> inOrder(Collection<Instant> calls) {
    List<Instant> kept = new ArrayList<>();
    for (Instant call : calls) {
      kept.add(call.truncatedTo(ChronoUnit.MILLIS));
    }
    Collections.sort(kept);
    return kept;
  }

  /**
   * Returns the calls within the window before and after now, oldest first. Calls further in the
   * future are ignored: the clock that wrote them was wrong.
   */
  List<Instant> callsWithin(Instant now, Duration window) {
    return calls.stream().filter(call -> isWithin(call, now, window)).toList();
  }

  private static boolean isWithin(Instant time, Instant now, Duration window) {
    return time.isAfter(now.minus(window)) && !time.isAfter(now.plus(window));
  }

  /**
   * Returns this history by the present wall clock. A call before a jump of the clock is moved by
   * it, if it is in the window then. The jumps are those of {@link TokenClock#jumps}.
   */
  RenewalHistory movedBy(List<Duration> jumps, Instant now, Duration window) {
    if (jumps.isEmpty()) {
      return this;
    }
    Instant rejected =
        rejectedRenewalAt == null ? null : moved(rejectedRenewalAt, jumps, now, window);
    if (calls.isEmpty()) {
      return withRejectedRenewal(rejected);
    }
    List<Instant> moved = calls.stream().map(call -> moved(call, jumps, now, window)).toList();
    Instant latest = Collections.max(moved);
    Instant noted = calls.get(moved.indexOf(latest)); // the call that began the wait
    Instant until = notBefore == null ? null : notBefore.plus(Duration.between(noted, latest));
    return new RenewalHistory(inOrder(moved), until, why, failures, unsent, refused, rejected);
  }

  private static Instant moved(Instant call, List<Duration> jumps, Instant now, Duration window) {
    return Stream.concat(Stream.of(Duration.ZERO), jumps.stream())
        .map(call::plus)
        .filter(then -> then.isAfter(now.minus(window)) && !then.isAfter(now))
        .findFirst()
        .orElse(call);
  }

  /** Returns a copy with more calls. */
  public RenewalHistory with(Collection<Instant> sent) {
    if (sent.isEmpty()) {
      return this;
    }
    List<Instant> all = new ArrayList<>(calls);
    all.addAll(sent);
    return withCalls(inOrder(all));
  }

  /** Returns a copy without the calls outside the window. */
  public RenewalHistory within(Instant now, Duration window) {
    return withCalls(callsWithin(now, window))
        .withRejectedRenewal(rejectedRenewalWithin(now, window));
  }

  /**
   * Returns the time of the latest renewal only for a rejected token; null if it is outside the
   * window.
   */
  @Nullable Instant rejectedRenewalWithin(Instant now, Duration window) {
    return rejectedRenewalAt != null && isWithin(rejectedRenewalAt, now, window)
        ? rejectedRenewalAt
        : null;
  }

  /** Returns a copy with the time of the latest renewal only for a rejected token. */
  public RenewalHistory withRejectedRenewal(@Nullable Instant at) {
    return new RenewalHistory(calls, notBefore, why, failures, unsent, refused, at);
  }

  private RenewalHistory withCalls(List<Instant> all) {
    return new RenewalHistory(all, notBefore, why, failures, unsent, refused, rejectedRenewalAt);
  }

  public RenewalHistory waiting(Instant until, String reason) {
    return new RenewalHistory(calls, until, reason, 0, 0, refused, rejectedRenewalAt);
  }

  /** Returns the history after one more temporary failure, whether it sent a call or not. */
  public RenewalHistory failing(Instant until, String reason, boolean sent) {
    int unsentNow = unsent + (sent ? 0 : 1);
    return new RenewalHistory(
        calls, until, reason, failures + 1, unsentNow, refused, rejectedRenewalAt);
  }

  String failuresInWords() {
    String tries =
        failures == 1
            ? "the latest try has failed"
            : "%d tries in a row have failed".formatted(failures);
    if (unsent == 0) {
      return tries;
    }
    return unsent == failures
        ? tries + ", and nothing was sent to Zoho"
        : tries + ", %d of them before anything was sent to Zoho".formatted(unsent);
  }

  public RenewalHistory refusing(String refreshToken, DataCenter dataCenter) {
    String fingerprint = fingerprint(refreshToken, dataCenter);
    return new RenewalHistory(calls, null, null, 0, 0, fingerprint, rejectedRenewalAt);
  }

  /** Returns the history after a success, without a wait and without a refusal. */
  RenewalHistory succeeded() {
    return new RenewalHistory(calls, null, null, 0, 0, null, rejectedRenewalAt);
  }

  /** Returns the union with a history that the store does not have. */
  RenewalHistory mergedWith(RenewalHistory unsaved) {
    if (unsaved.equals(NONE)) {
      return this;
    }
    Set<Instant> all = new HashSet<>(calls);
    all.addAll(unsaved.calls);
    Instant later = unsaved.notBefore;
    boolean takesIts = later != null && (notBefore == null || later.isAfter(notBefore));
    RenewalHistory wait = takesIts ? unsaved : this;
    String refusal = unsaved.refused == null ? refused : unsaved.refused;
    return new RenewalHistory(
        inOrder(all),
        wait.notBefore,
        wait.why,
        wait.failures,
        wait.unsent,
        refusal,
        later(rejectedRenewalAt, unsaved.rejectedRenewalAt));
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  public boolean refuses(@Nullable String refreshToken, DataCenter dataCenter) {
    return refused != null
        && refreshToken != null
        && refused.equals(fingerprint(refreshToken, dataCenter));
  }

  static String fingerprint(String refreshToken, DataCenter dataCenter) {
    return Crypto.sha256Hex(refreshToken + " " + dataCenter.accountsServer());
  }
}
