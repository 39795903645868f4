package io.github.zohooauth.internal.loopback;

import io.github.zohooauth.testkit.HostileVisit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** One receiver, the crowd that comes first, and how it ends. */
record LoopbackCase(
    End end, String host, List<HostileVisit> intruders, int silent, int slow, int blank) {

  /** How it ends. */
  enum End {
    QUERY,
    ERROR,
    FRAGMENT,
    MANY_AT_ONCE,
    CALLER_GONE,
    PIECES,
    TIMEOUT,
    INTERRUPT,
    CLOSE,
    PORT_TAKEN
  }

  private static final List<End> ENDS = List.of(End.values());
  private static final List<String> HOSTS =
      List.of("127.0.0.1", "127.8.9.10", "localhost", "[::1]");

  static LoopbackCase of(int number, Random chance) {
    List<HostileVisit> intruders = new ArrayList<>(HostileVisit.ALL);
    Collections.shuffle(intruders, chance);
    return new LoopbackCase(
        ENDS.get(number % ENDS.size()),
        HOSTS.get(chance.nextInt(HOSTS.size())),
        intruders.subList(0, 1 + chance.nextInt(6)),
        chance.nextInt(chance.nextInt(4) == 0 ? 150 : 5),
        chance.nextInt(chance.nextInt(4) == 0 ? 150 : 5),
        chance.nextInt(3));
  }
}
