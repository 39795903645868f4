package io.github.zohooauth.testkit;

import java.time.Instant;

/**
 * One token call of an owner on the wire: which client made it, what was planted for it, when it
 * was in progress, whether it was the owner's only one then, and whether the server answered it.
 * Its numbers are those of events.
 */
public final class SentCallRecord {

  final String owner;
  final int client;
  final PlantedFault planted;
  final long number;
  final Instant at;
  final boolean alone;
  volatile long overNumber = Long.MAX_VALUE;
  volatile Instant overAt = Instant.MAX;

  /** Whether there was an answer, and none that says that the server is broken. */
  volatile boolean isAnswered;

  SentCallRecord(
      String owner, int client, PlantedFault planted, long number, Instant at, boolean alone) {
    this.owner = owner;
    this.client = client;
    this.planted = planted;
    this.number = number;
    this.at = at;
    this.alone = alone;
  }

  boolean isGood() {
    return planted == PlantedFault.NOTHING;
  }

  @Override
  public String toString() {
    return "%s %s of client %d at %s to %s".formatted(owner, planted, client, at, overAt);
  }
}
