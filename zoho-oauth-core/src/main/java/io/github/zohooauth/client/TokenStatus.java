package io.github.zohooauth.client;

import io.github.zohooauth.internal.endpoint.ClosedGate;
import io.github.zohooauth.internal.renewal.RenewalStatus;
import io.github.zohooauth.internal.text.Require;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one owner's tokens, for a health page, an admin page or a command-line tool.
 *
 * <p>It holds no token and no secret. It shows one moment by the client's clock. Immutable and
 * thread-safe.
 *
 * @param location the location code of the data center that issued the tokens, such as {@code eu}
 * @param scopes the scopes of the stored access token; empty if there is none
 * @param expiresAt when the stored access token expires or expired; null if there is none
 * @param isRenewable whether the next access token can be obtained without a person
 * @param refusedSince when the token call was sent whose answer refused the refresh token; null if
 *     it is not refused, or if the record does not tell the time
 * @param recentCalls the number of token calls in the last ten minutes
 * @param waitUntil no token call is made before; null if there is no wait
 * @param waitReason the reason of the wait in one sentence; null if there is no wait
 * @param lastFailure the latest failure since the latest success; null if there was none
 * @param serverFailingSince since when the accounts server has been failing, so that this client
 *     sends it one renewal at a time; null if it has not
 * @param state the state in one word
 * @see OAuthClient#status(io.github.zohooauth.TokenOwner)
 */
public record TokenStatus(
    String location,
    Set<String> scopes,
    @Nullable Instant expiresAt,
    boolean isRenewable,
    @Nullable Instant refusedSince,
    int recentCalls,
    @Nullable Instant waitUntil,
    @Nullable String waitReason,
    @Nullable String lastFailure,
    @Nullable Instant serverFailingSince,
    State state) {

  /** What the next caller gets, and who has to act. */
  public enum State {
    /**
     * The stored access token has not expired. Callers get it, and it is renewed in time if it can
     * be renewed. Shortly before it expires, callers wait for the new one.
     */
    VALID,
    /** The access token has expired or is missing, and the next caller gets a new one. */
    DUE,
    /** There is no valid access token, and no token call is made until the wait is over. */
    WAITING,
    /**
     * Zoho has refused the refresh token: a person must authorize again. Callers get the stored
     * access token until it expires.
     */
    REFUSED,
    /** The access token has expired, and nothing renews it: a person must authorize again. */
    EXPIRED
  }

  /** Checks that what is always known is there, and copies the scopes. */
  public TokenStatus {
    Objects.requireNonNull(location, "location");
    scopes = Require.sortedScopes(scopes);
    Objects.requireNonNull(state, "state");
  }

  /**
   * Puts together what is known.
   *
   * @param closed the state of the accounts server's gate; empty while it is open
   */
  static TokenStatus of(RenewalStatus known, Optional<ClosedGate> closed) {
    ClosedGate gate = known.isRenewable() ? closed.orElse(null) : null;
    RenewalStatus.Pause wait = known.pause();
    if (wait == null && gate != null && gate.refuses()) {
      Instant since = gate.failingSince().truncatedTo(ChronoUnit.SECONDS);
      String why = "The accounts server has been failing since %s.".formatted(since);
      wait = new RenewalStatus.Pause(gate.probeAt(), why);
    }
    return new TokenStatus(
        known.dataCenter().location(),
        known.scopes(),
        known.expiresAt(),
        known.isRenewable(),
        known.refusedSince(),
        known.recentCalls(),
        wait == null ? null : wait.until(),
        wait == null ? null : wait.why(),
        known.lastFailure(),
        gate == null ? null : gate.failingSince(),
        state(known, wait != null));
  }

  private static State state(RenewalStatus known, boolean waits) {
    if (known.isRefused()) {
      return State.REFUSED;
    }
    if (known.isAlive()) {
      return State.VALID;
    }
    if (!known.isRenewable()) {
      return State.EXPIRED;
    }
    return waits ? State.WAITING : State.DUE;
  }
}
