package io.github.zohooauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** All token calls of a proof, owner by owner, and the order of events. Thread-safe. */
public final class TokenCallLog {

  private static final Duration HASTE = Duration.ofMillis(100);

  private final IdleTime time;
  private final AtomicLong events = new AtomicLong();
  private final Map<String, List<SentCallRecord>> sent = new ConcurrentHashMap<>();
  private final Map<Integer, List<SentCallRecord>> byClient = new ConcurrentHashMap<>();

  public TokenCallLog(IdleTime time) {
    this.time = time;
  }

  /** The number of an event that happens now. */
  long event() {
    return events.incrementAndGet();
  }

  public SentCallRecord begin(String owner, int client, PlantedFault planted) {
    List<SentCallRecord> all = of(owner);
    synchronized (all) {
      boolean alone = all.stream().allMatch(other -> other.overNumber != Long.MAX_VALUE);
      SentCallRecord next =
          new SentCallRecord(owner, client, planted, event(), time.truth(), alone);
      all.add(next);
      of(client).add(next);
      return next;
    }
  }

  /** Ends the call, unless it has ended. */
  public void end(SentCallRecord call, boolean answered) {
    if (call.overNumber != Long.MAX_VALUE) {
      return;
    }
    call.isAnswered = answered;
    call.overAt = time.truth();
    call.overNumber = event();
  }

  /** The token calls of an owner, in order. */
  List<SentCallRecord> of(String owner) {
    return sent.computeIfAbsent(owner, absent -> new CopyOnWriteArrayList<>());
  }

  /** The token calls of a client. */
  List<SentCallRecord> of(int client) {
    return byClient.computeIfAbsent(client, absent -> new CopyOnWriteArrayList<>());
  }

  /**
   * After a try that failed for now, another comes at once only if it is the repeat of a request
   * that was lost with its connection: of all others the most come after a pause.
   */
  public void requirePauses() {
    int tries = 0;
    int hasty = 0;
    for (List<SentCallRecord> calls : sent.values()) {
      for (int i = 1; i < calls.size(); i++) {
        SentCallRecord before = calls.get(i - 1);
        if (!before.isGood() && !before.planted.isLostWithItsConnection()) {
          tries++;
          hasty += calls.get(i).at.isBefore(before.overAt.plus(HASTE)) ? 1 : 0;
        }
      }
    }
    assertThat(hasty).as("hasty tries of %d", tries).isLessThanOrEqualTo(tries / 3 + 1);
  }

  public List<SentCallRecord> all() {
    return sent.values().stream().flatMap(List::stream).toList();
  }
}
