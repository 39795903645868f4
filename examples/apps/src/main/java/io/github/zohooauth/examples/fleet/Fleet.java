package io.github.zohooauth.examples.fleet;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.store.TokenKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Members that share one store and one clock, and the Zoho in the parent's process that they all
 * ask, which has that time too.
 */
final class Fleet implements AutoCloseable {

  private static final String SCOPES = "ZohoCRM.org.READ";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LocalZoho zoho = LocalZoho.start();
  private final Client registered = zoho.user("eu").selfClient();
  private final SharedClock clock;
  private final Path log;
  private final Briefing briefing;
  private final List<Launched> members = new ArrayList<>();

  private Fleet(SharedStore store, Path directory, Duration patience) throws IOException {
    Path clockFile = directory.resolve("clock");
    log = directory.resolve("members.log");
    clock = SharedClock.in(clockFile);
    clock.set(zoho.clock().instant());
    briefing =
        new Briefing(
            store,
            clockFile.toString(),
            registered.id(),
            registered.secret(),
            zoho.accountsServer("eu"),
            zoho.apiBase("eu", CrmEnvironment.PRODUCTION),
            patience.toMillis());
  }

  /**
   * Makes one without members, whose store has nothing.
   *
   * @param directory for the clock, and for what the members log
   */
  static Fleet around(SharedStore store, Path directory) throws IOException {
    return around(store, directory, PATIENCE);
  }

  /**
   * Does the same.
   *
   * @param patience how long a caller waits for a token
   */
  static Fleet around(SharedStore store, Path directory, Duration patience) throws IOException {
    return new Fleet(store, directory, patience);
  }

  /** Starts one more member. */
  Launched launch() {
    Launched launched = Launched.start(briefing, log);
    members.add(launched);
    return launched;
  }

  /** Starts a process that does as a member does, with callers of the usual patience. */
  Launched guest() {
    return Launched.start(briefing.withPatience(PATIENCE), log);
  }

  List<Launched> members() {
    return List.copyOf(members);
  }

  /** Returns the key under which all members find their token. */
  TokenKey key() {
    return new TokenKey(registered.id(), TokenOwner.unnamed());
  }

  LocalZoho zoho() {
    return zoho;
  }

  /** Exchanges a code, as a person would once; the store then has what all members need. */
  void authorize() {
    try (SharedStore.Opened store = briefing.store().open();
        SelfClient client = briefing.withPatience(PATIENCE).client(store.tokens(), clock)) {
      client.exchange(registered.code(SCOPES));
    }
  }

  Instant now() {
    return clock.instant();
  }

  /** Makes it later, for everybody at once. */
  void advance(Duration step) {
    Instant later = clock.instant().plus(step);
    zoho.clock().set(later);
    clock.set(later);
  }

  /** Has all members do this at once, and waits for all of them. */
  List<Report> all(Order order) {
    members.forEach(member -> member.order(order));
    return members.stream().map(Launched::report).toList();
  }

  /** Returns how many token calls Zoho has received, the exchange among them. */
  int tokenCalls() {
    return zoho.tokenRequests().size();
  }

  @Override
  public void close() {
    members.forEach(Launched::close);
    zoho.close();
  }
}
