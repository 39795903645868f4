package io.github.zohooauth.examples.fleet;

import io.github.zohooauth.client.SelfClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * One process of a fleet: its first line of standard input is its {@link Briefing}, each further
 * one an {@link Order}, which it answers with a {@link Report}; it ends when the input ends.
 */
public final class Member {

  private Member() {}

  /** Does as it is told. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Briefing briefing = Line.read(orders.readLine(), Briefing.class);
    try (SharedStore.Opened store = briefing.store().open()) {
      WatchedStore watched = new WatchedStore(store.tokens());
      try (SelfClient client =
          briefing.client(watched, SharedClock.in(Path.of(briefing.clock())))) {
        Work work = new Work(client, watched);
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
          System.out.println(Line.of(work.done(Line.read(line, Order.class))));
        }
      }
    }
  }
}
