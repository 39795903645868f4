package io.github.zohooauth.localzoho;

import io.github.zohooauth.localzoho.internal.server.LoopbackServers;
import io.github.zohooauth.localzoho.internal.server.Place;
import io.github.zohooauth.localzoho.internal.server.RealNames;
import io.github.zohooauth.localzoho.internal.server.RequestLog;
import io.github.zohooauth.localzoho.internal.server.ServerSockets;
import io.github.zohooauth.localzoho.internal.state.Account;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Zoho Accounts and a few product APIs of eleven data centers, on loopback ports of this machine,
 * for tests and trials. Thread-safe.
 */
public final class LocalZoho implements AutoCloseable {
  private final LocalClock clock;
  private final World world;
  private final Faults faults = new Faults();
  private final RequestLog log = new RequestLog();
  private final AtomicInteger users = new AtomicInteger();
  private final ExecutorService executor = ServerSockets.threads();
  private final LoopbackServers servers;
  private final Queue<TlsFront> fronts = new ConcurrentLinkedQueue<>();

  private LocalZoho(Reading reading, LocalClock clock) {
    this.clock = clock;
    world = World.of(Objects.requireNonNull(reading, "reading is null"), clock);
    servers =
        new LoopbackServers(addresses -> new Sites(world, addresses), log, faults::take, executor);
  }

  /** Starts one under the documented reading. Its clock stands still until a test moves it. */
  public static LocalZoho start() {
    return start(Reading.documented());
  }

  /** Starts one under {@code reading}. Its clock stands still until a test moves it. */
  public static LocalZoho start(Reading reading) {
    return new LocalZoho(reading, LocalClock.standing());
  }

  /** Starts one under {@code reading}. Its clock ticks with real time. */
  public static LocalZoho startTicking(Reading reading) {
    return new LocalZoho(reading, LocalClock.ticking());
  }

  /** Returns the codes of the data centers. */
  public List<String> locations() {
    return RealNames.locations();
  }

  /** Returns where the accounts server of a data center listens, without a trailing slash. */
  public URI accountsServer(String location) {
    return at(ServerRole.ACCOUNTS, location);
  }

  /** Returns where the APIs of a data center listen for tokens of one environment. */
  public URI apiBase(String location, CrmEnvironment environment) {
    return servers.of(Place.ofApi(environment, RealNames.known(location)));
  }

  /** Returns where a server of a data center listens. */
  public URI server(ServerRole role, String location) {
    return at(role, location);
  }

  /** Returns where Analytics listens. */
  public URI analytics(String location) {
    return at(ServerRole.ANALYTICS, location);
  }

  /** Returns where ShowTime listens. */
  public URI showTime(String location) {
    return at(ServerRole.SHOWTIME, location);
  }

  /** Returns where Desk listens. */
  public URI desk(String location) {
    return at(ServerRole.DESK, location);
  }

  /** Returns where PhoneBridge listens. */
  public URI phoneBridge(String location) {
    return at(ServerRole.PHONEBRIDGE, location);
  }

  /** Returns the clock of all servers. */
  public LocalClock clock() {
    return clock;
  }

  /** Returns a new user who lives in a data center and belongs to one organization. */
  public User user(String location) {
    Objects.requireNonNull(location, "location is null");
    String email = "user" + users.incrementAndGet() + "@" + location + ".example";
    return new User(world.users().add(new Account(email, location)), world.ledger());
  }

  /** Returns a browser in which a user is about to sign in, at the loopback ports. */
  public ScriptedBrowser browser(User user) {
    return ScriptedBrowser.of(user, this::isZoho);
  }

  /**
   * Returns a browser that sends its requests through {@code http}, which must not follow redirects
   * by itself. With the proxy and the trust of a {@link TlsFront} it opens the real names.
   */
  public ScriptedBrowser browser(User user, HttpClient http) {
    return ScriptedBrowser.of(user, http, this::isZoho);
  }

  /** Returns every request received so far, in the order of arrival. */
  public List<ReceivedRequest> requests() {
    return log.all();
  }

  /** Returns the requests to {@code /oauth/v2/token} received so far. */
  public List<ReceivedRequest> tokenRequests() {
    return log.all().stream()
        .filter(request -> request.role() == ServerRole.ACCOUNTS)
        .filter(request -> request.path().equals("/oauth/v2/token"))
        .toList();
  }

  /** Answers the next {@code calls} token calls, at any data center, as throttled. */
  public void throttleNextTokenCalls(int calls) {
    world.throttle().next(calls);
  }

  /**
   * Returns how many codes and tokens the limits of section 9 have withheld so far. Faults do not
   * count.
   */
  public int turnedAway() {
    return world.ledger().turnedAway();
  }

  /** Returns whether an access token is good now, for the APIs it was issued for. */
  public boolean accepts(String accessToken) {
    Objects.requireNonNull(accessToken, "accessToken is null");
    return world.ledger().lives(accessToken);
  }

  /** Returns the faults that a test plants. */
  public Faults faults() {
    return faults;
  }

  /** Signs the id_tokens of a data center with a new key from now on. Old keys stay published. */
  public void rotateKeys(String location) {
    world.keys().rotate(RealNames.known(location));
  }

  /** Withdraws every key of a data center except the one that signs. */
  public void dropOldKeys(String location) {
    world.keys().dropOld(RealNames.known(location));
  }

  /**
   * Sets how long access tokens live that are issued from now on, in whole seconds. Earlier tokens
   * keep their life.
   */
  public void accessTokenLife(Duration life) {
    Objects.requireNonNull(life, "life is null");
    if (life.toSeconds() < 1 || !life.equals(Duration.ofSeconds(life.toSeconds()))) {
      throw new IllegalArgumentException("life: one or more whole seconds, not " + life);
    }
    world.ledger().accessTokenLife(life);
  }

  /**
   * Ends one access token before its time, as Zoho does for an eleventh one. Its refresh token
   * stays good (9, 11).
   *
   * @throws IllegalArgumentException if {@code accessToken} is no access token
   */
  public void revokeAccess(String accessToken) {
    Objects.requireNonNull(accessToken, "accessToken is null");
    if (!world.ledger().revokeAccessToken(accessToken)) {
      throw new IllegalArgumentException("no such access token");
    }
  }

  /**
   * Ends a refresh token and its access tokens, as a user does who removes the app. The next
   * sign-in asks this user for consent again. {@link #revokeAccess} ends one access token.
   *
   * @param refreshToken a refresh token, not an access token
   * @throws IllegalArgumentException if it is no refresh token
   */
  public void evict(String refreshToken) {
    Objects.requireNonNull(refreshToken, "refreshToken is null");
    if (!world.evict(refreshToken)) {
      throw new IllegalArgumentException("no such refresh token");
    }
  }

  /** Starts a front under the real host names. Its answers name the real {@code https} hosts. */
  public TlsFront startTls() {
    return startTls(0);
  }

  /**
   * Starts a front under the real host names that listens on each of {@code ports}, for clients
   * that use no proxy. Its answers name a port other than 443 if the request did.
   *
   * @param ports one or more; 0 is any that is free
   */
  public TlsFront startTls(int... ports) {
    Objects.requireNonNull(ports, "ports is null");
    if (ports.length == 0) {
      throw new IllegalArgumentException("ports: one or more");
    }
    TlsFront front = new TlsFront(world, log, faults, executor, ports);
    fronts.add(front);
    front.start();
    return front;
  }

  @Override
  public void close() {
    fronts.forEach(TlsFront::close);
    servers.close();
    executor.shutdownNow();
  }

  private boolean isZoho(URI uri) {
    return servers.serve(uri) || RealNames.areZoho(uri);
  }

  private URI at(ServerRole role, String location) {
    return servers.of(
        new Place(Objects.requireNonNull(role, "role is null"), RealNames.known(location)));
  }
}
