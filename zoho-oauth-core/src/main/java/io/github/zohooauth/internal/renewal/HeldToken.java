package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What memory holds of one key: a token with its moments, or none, and perhaps one whose time has
 * run out. Immutable.
 *
 * <p>The wall clock and running time are compared once a second, and the one that went further
 * since the last look counts: the first may be set back, and the second stands still while the
 * machine sleeps. In between, one look at running time is enough.
 *
 * @param obtainedAt as the record has it, in epoch milliseconds like the next three
 * @param renewFrom from when the token is renewed beside its callers
 * @param waitFrom from when they wait for it
 * @param time at the last look, as both clocks together have it
 * @param wall the wall clock at that look
 * @param ticks running time at that look
 * @param recheckAt running time up to which the token is good without another look
 * @param ended the token of the store that is not served again; null if there is none
 */
record HeldToken(
    @Nullable AccessToken token,
    long obtainedAt,
    long renewFrom,
    long waitFrom,
    long time,
    long wall,
    long ticks,
    long recheckAt,
    @Nullable EndedToken ended) {

  private static final long LOOK_AGAIN = Duration.ofSeconds(10).toMillis();
  private static final long CROSS_CHECK = Duration.ofSeconds(1).toMillis();

  /** Another nothing each time: who compares and sets must see that one was forgotten between. */
  static HeldToken nothing() {
    return new HeldToken(null, 0, 0, 0, 0, 0, 0, 0, null);
  }

  /**
   * A token whose moments the policy sets, before the first look at it. It cannot have come before
   * it was obtained: where the clock says so, it was set back meanwhile.
   */
  static HeldToken of(
      AccessToken token, Instant obtainedAt, RenewalPolicy policy, long wall, long ticks) {
    return new HeldToken(
        token,
        obtainedAt.toEpochMilli(),
        policy.renewFrom(token.value(), token.expiresAt(), obtainedAt).toEpochMilli(),
        policy.waitFrom(token.expiresAt(), obtainedAt).toEpochMilli(),
        Math.max(wall, obtainedAt.toEpochMilli()),
        wall,
        ticks,
        ticks,
        null);
  }

  /** A token that was known before keeps its time: a clock may be set since. */
  HeldToken sinceWhen(HeldToken known) {
    boolean same = token != null && known.token != null && token.equals(known.token);
    return same
        ? new HeldToken(
            token,
            obtainedAt,
            renewFrom,
            waitFrom,
            known.time,
            known.wall,
            known.ticks,
            recheckAt,
            null)
        : this;
  }

  /** The time by the clock that went further since the last look, in epoch milliseconds. */
  long later(long wallNow, long ticksNow) {
    return time + Math.max(wallNow - wall, Duration.ofNanos(ticksNow - ticks).toMillis());
  }

  /** Whether so much time has passed since that look that it must not be lost to a set clock. */
  boolean isMuchLaterThan(HeldToken before) {
    return token != null && time - before.time >= CROSS_CHECK;
  }

  boolean isAlive(long now) {
    return token != null && now < token.expiresAt().toEpochMilli();
  }

  /** After a look at both clocks: good for a second more, or up to renewal, if that is to come. */
  HeldToken lookedAt(long wallNow, long ticksNow) {
    long now = later(wallNow, ticksNow);
    long good = Math.max(0, Math.min(renewFrom - now, CROSS_CHECK));
    long until = ticksNow + Duration.ofMillis(good).toNanos();
    return new HeldToken(
        token, obtainedAt, renewFrom, waitFrom, now, wallNow, ticksNow, until, ended);
  }

  /**
   * Nothing, and a token of the store's whose end was seen: no clock that is set brings it back.
   */
  private static HeldToken ended(EndedToken token) {
    return new HeldToken(null, 0, 0, 0, 0, 0, 0, 0, token);
  }

  /**
   * The same token, served a little longer as it could not be renewed, but never expired.
   *
   * @param last the token of the store's record, if it had ended when it was looked at
   */
  HeldToken prolonged(long now, @Nullable EndedToken last) {
    if (token == null) {
      return last == null ? this : ended(last);
    }
    long served = Math.min(now + LOOK_AGAIN, token.expiresAt().toEpochMilli());
    long waits = Math.max(served, waitFrom);
    return new HeldToken(token, obtainedAt, served, waits, time, wall, ticks, recheckAt, ended);
  }
}
