package io.github.zohooauth;

import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How one key's token is held in memory: by the rules and the two clocks of its client. */
record Holding(ClientConfig client, TokenKey key) {

  /** The time that counts for what is held, in epoch milliseconds. */
  long timeFor(Held held) {
    return held.later(client.clock().millis(), client.ticks().now());
  }

  boolean isAlive(Held held) {
    return held.isAlive(timeFor(held));
  }

  /** What takes the place of {@code known} when this record with its token has been loaded. */
  Held of(StoredToken stored, Held known) {
    AccessToken token = ruled(stored, stored.accessToken().orElseThrow());
    Instant obtainedAt = stored.obtainedAt().orElse(Instant.EPOCH);
    Held loaded =
        Held.of(token, obtainedAt, client.policy(), client.clock().millis(), client.ticks().now());
    Held due = loaded.sinceWhen(known);
    long now = timeFor(due);
    return now < due.renewFrom()
        ? due.lookedAt(loaded.wall(), loaded.ticks())
        : due.prolonged(now, null);
  }

  /** The token with the API domain that the client goes by, and little that is its own. */
  private AccessToken ruled(StoredToken stored, AccessToken token) {
    DataCenter dataCenter = client.dataCenters().of(stored);
    URI apiDomain = client.apiDomain().rule(token.apiDomain().toString(), key.owner(), dataCenter);
    Set<String> scopes = client.scopes().one(token.scopes());
    return new AccessToken(token.value(), token.expiresAt(), scopes, apiDomain);
  }

  /** The token that a flight may not bring back; null if there is none such. */
  @Nullable Rejected rejected(Held held) {
    AccessToken token = held.token();
    if (token == null) {
      return held.rejected();
    }
    long time = timeFor(held);
    long wall = client.clock().millis();
    boolean wallIsBehind =
        isBetween(wall, held.renewFrom(), time)
            || isBetween(wall, held.waitFrom(), time)
            || isBetween(wall, token.expiresAt().toEpochMilli(), time);
    return wallIsBehind ? Rejected.ended(token) : null;
  }

  private static boolean isBetween(long wall, long moment, long time) {
    return wall < moment && moment <= time;
  }
}
