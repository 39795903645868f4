package io.github.zohooauth.examples.cli.local;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.MobileClient;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.cli.Surroundings;
import io.github.zohooauth.examples.cli.profile.Clients;
import io.github.zohooauth.examples.cli.profile.LoginKind;
import io.github.zohooauth.examples.cli.profile.Profile;
import io.github.zohooauth.examples.cli.profile.ProfileDirectory;
import io.github.zohooauth.examples.cli.profile.Setting;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * A Zoho on this machine, a user with leads, and three profiles in a directory of their own: one of
 * each way to log in. The user is logged in with the first. Closing it removes all.
 */
public final class LocalSetup implements AutoCloseable {

  static final String SCOPES = "ZohoCRM.org.READ,ZohoCRM.modules.ALL";

  private final LocalZoho zoho = LocalZoho.startTicking(Reading.documented());
  private final User user = zoho.user("eu").named("Ada", "Lovelace");
  private final Map<LoginKind, Client> clients = new HashMap<>();
  private final List<AutoCloseable> more = new ArrayList<>();
  private final Path home;
  private final Surroundings outer;
  private boolean closed;
  private Duration fast = Duration.ZERO;

  private LocalSetup(Surroundings outer, Path home) {
    this.outer = outer;
    this.home = home;
    URI callback = URI.create("http://localhost:%d/callback".formatted(freePort()));
    clients.put(LoginKind.CODE, user.selfClient());
    clients.put(LoginKind.BROWSER, user.mobileClient(callback));
    clients.put(LoginKind.DEVICE, user.deviceClient());
    clients.forEach((kind, client) -> profiles().save(new Profile(name(kind), settings(kind))));
    use(LoginKind.CODE);
  }

  /** Starts all of it. Nothing of {@code outer}'s environment counts inside. */
  public static LocalSetup start(Surroundings outer) {
    try {
      LocalSetup setup = new LocalSetup(outer, Files.createTempDirectory("zoho-local-"));
      setup.logInByCode();
      Leads.add(setup.clients(LoginKind.CODE));
      return setup;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what a command finds around it that uses this Zoho. */
  public Surroundings around() {
    return new Surroundings(
        Map.of("ZOHO_HOME", home.toString()),
        outer.in(),
        outer.out(),
        outer.err(),
        zoho.clock(),
        () -> InstantSource.system().instant().plus(fast),
        outer.browser());
  }

  /** Returns the Zoho. */
  public LocalZoho zoho() {
    return zoho;
  }

  /** Returns the user who has an account there. */
  public User user() {
    return user;
  }

  /** Returns the directory of the profiles and tokens. */
  public Path home() {
    return home;
  }

  /** Returns the client of the API Console that a profile has. */
  public Client client(LoginKind kind) {
    return clients.getOrDefault(kind, user.selfClient());
  }

  static String name(LoginKind kind) {
    return kind == LoginKind.CODE ? "local" : "local-" + kind;
  }

  ProfileDirectory profiles() {
    return new ProfileDirectory(around());
  }

  /** Makes a profile the one that commands use. */
  public void use(LoginKind kind) {
    profiles().use(name(kind));
  }

  Clients clients(LoginKind kind) {
    return new Clients(profiles().load(name(kind)), around(), TokenOwner.unnamed());
  }

  private Map<String, String> settings(LoginKind kind) {
    Client client = client(kind);
    Map<String, String> settings = new HashMap<>();
    settings.put(Setting.CLIENT_ID.key(), client.id());
    settings.put(Setting.CLIENT_SECRET.key(), client.secret());
    settings.put(Setting.DATA_CENTER.key(), client.location());
    settings.put(Setting.LOGIN.key(), kind.toString());
    settings.put(Setting.SCOPES.key(), SCOPES);
    client.redirectUris().forEach(uri -> settings.put(Setting.REDIRECT_URI.key(), uri.toString()));
    for (String location : zoho.locations()) {
      settings.put(
          Setting.STAND_IN.key() + "." + location,
          "%s %s %s"
              .formatted(
                  zoho.accountsServer(location),
                  zoho.apiBase(location, CrmEnvironment.PRODUCTION),
                  zoho.apiBase(location, CrmEnvironment.SANDBOX)));
    }
    return settings;
  }

  /** Changes a profile; an empty value removes the setting. */
  void set(LoginKind kind, String key, String value) {
    Map<String, String> settings = new HashMap<>(profiles().stored(name(kind)).settings());
    settings.put(key, value);
    settings.values().removeIf(String::isBlank);
    profiles().save(new Profile(name(kind), settings));
  }

  /** Makes the clock of this machine wrong. */
  void clockAhead(Duration duration) {
    fast = duration;
  }

  /** Closes something at the end. */
  <T extends AutoCloseable> T closing(T resource) {
    more.add(resource);
    return resource;
  }

  void logInByCode() {
    try (SelfClient client = clients(LoginKind.CODE).self()) {
      client.exchange(user.selfClient().code(SCOPES));
    }
  }

  /** Logs the user in by a browser that clicks by itself, and makes its profile the one to use. */
  public void logInByBrowser(boolean offline, String... scopes) {
    try (MobileClient client = clients(LoginKind.BROWSER).browser()) {
      AuthorizationRequest.Builder request = client.newAuthorizationRequest(scopes);
      AuthorizationRequest consent = (offline ? request : request.online()).build();
      client.exchange(consent, zoho.browser(user).open(consent.uri()).toString());
    }
    use(LoginKind.BROWSER);
  }

  /** Returns a free port below those that the system gives to connections, such as to this Zoho. */
  private static int freePort() {
    for (int tries = 0; tries < 100; tries++) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // It is taken; try another one.
      }
    }
    throw new IllegalStateException("no free port from 20000 to 29999");
  }

  /**
   * Does it once, also if Ctrl-C and the end of standard input come together. The later one waits,
   * because Java ends when its shutdown hook has returned.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    zoho.close();
    try (Stream<Path> files = Files.walk(home)) {
      for (AutoCloseable each : more) {
        each.close();
      }
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
