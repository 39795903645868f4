package io.github.zohooauth;

import java.time.Duration;

/**
 * The numbers of polling, all in one place.
 *
 * @param interval the shortest pause before a poll, whatever Zoho's answer says
 * @param slowDown by how much all later pauses are longer after each {@code slow_down}
 * @param moves how often Zoho may send one device code on to another data center
 */
record PollPolicy(Duration interval, Duration slowDown, int moves) {

  static final PollPolicy DEFAULT =
      new PollPolicy(Duration.ofSeconds(30), Duration.ofSeconds(5), 3);

  PollPolicy withInterval(Duration shortest) {
    return new PollPolicy(shortest, slowDown, moves);
  }

  PollPolicy withSlowDown(Duration longer) {
    return new PollPolicy(interval, longer, moves);
  }
}
