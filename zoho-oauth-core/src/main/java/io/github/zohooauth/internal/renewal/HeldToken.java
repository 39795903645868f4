package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The token of one key in memory with its deadlines, or no token. Immutable.
 *
 * <p>The wall clock may be set back, and running time stands still while the machine sleeps. So
 * both are read once a second, and the larger advance counts. Between two readings, running time is
 * enough.
 *
 * @param obtainedAt when the token was obtained, in epoch milliseconds like the next three
 * @param renewFrom when the token is renewed in the background
 * @param waitFrom when callers wait for the renewal
 * @param time the time at the latest reading, by both clocks
 * @param wall the wall clock at that reading
 * @param ticks running time at that reading
 * @param recheckAt running time until which the token is returned without another reading
 * @param ended the stored token that must not be returned again; null if there is none
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

  /**
   * Returns a new empty value each time, so that a compare-and-set fails if {@code forget()} ran in
   * between.
   */
  static HeldToken nothing() {
    return new HeldToken(null, 0, 0, 0, 0, 0, 0, 0, null);
  }

  /**
   * Returns a token with the deadlines of the policy. If the clock is before {@code obtainedAt}, it
   * was set back, so {@code obtainedAt} counts.
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

  /**
   * Returns this token with the time of the known one if both are the same. A clock may have been
   * set since then.
   */
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

  /**
   * Returns the time by the clock with the larger advance since the latest reading, in epoch
   * milliseconds.
   */
  long later(long wallNow, long ticksNow) {
    return time + Math.max(wallNow - wall, Duration.ofNanos(ticksNow - ticks).toMillis());
  }

  /**
   * Returns whether this reading must be kept, because more than a second has passed since the
   * other.
   */
  boolean isMuchLaterThan(HeldToken before) {
    return token != null && time - before.time >= CROSS_CHECK;
  }

  boolean isAlive(long now) {
    return token != null && now < token.expiresAt().toEpochMilli();
  }

  /**
   * Returns this token after a reading of both clocks. The next reading is in a second, or when the
   * renewal is due.
   */
  HeldToken lookedAt(long wallNow, long ticksNow) {
    long now = later(wallNow, ticksNow);
    long good = Math.max(0, Math.min(renewFrom - now, CROSS_CHECK));
    long until = ticksNow + Duration.ofMillis(good).toNanos();
    return new HeldToken(
        token, obtainedAt, renewFrom, waitFrom, now, wallNow, ticksNow, until, ended);
  }

  /**
   * Returns no token. It remembers that the stored token has expired, so that setting the clock
   * back does not revive it.
   */
  private static HeldToken ended(EndedToken token) {
    return new HeldToken(null, 0, 0, 0, 0, 0, 0, 0, token);
  }

  /**
   * Returns the same token with later deadlines, because it could not be renewed. It is never
   * returned after its expiry.
   *
   * @param last the record's token, if it had expired when it was read
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
