package io.github.zohooauth.testkit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call for an owner's token, from its beginning to its end; its numbers are those of events.
 *
 * @param failure null with a token
 * @param good whether Zoho accepted, at the end, the token that it brought, or else the one that
 *     the client had handed out before, unless the client's clock is past its end
 * @param believed whether the client may still believe in the token that it brought
 */
public record CallerRecord(
    String owner,
    int client,
    long begun,
    long ended,
    Instant begunAt,
    Instant endedAt,
    @Nullable Throwable failure,
    boolean good,
    boolean believed) {

  @Override
  public String toString() {
    return "%s asked client %d from %s to %s: %s"
        .formatted(owner, client, begunAt, endedAt, failure);
  }
}
