package io.github.zohooauth.testkit;

import java.time.Instant;

/**
 * One token call of an owner on the wire: what was planted for it, when it was under way, and
 * whether it was the owner's only one then. Its numbers are those of events.
 */
public final class SentCallRecord {

  final String owner;
  final PlantedFault planted;
  final long number;
  final Instant at;
  final boolean alone;
  volatile long overNumber = Long.MAX_VALUE;
  volatile Instant overAt = Instant.MAX;

  SentCallRecord(String owner, PlantedFault planted, long number, Instant at, boolean alone) {
    this.owner = owner;
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
    return "%s %s at %s to %s".formatted(owner, planted, at, overAt);
  }
}
