package io.github.zohooauth.examples.cli.local;

import static io.github.zohooauth.examples.cli.profile.LoginKind.BROWSER;
import static io.github.zohooauth.examples.cli.profile.LoginKind.CODE;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.OAuthClient;
import io.github.zohooauth.examples.cli.profile.Setting;
import io.github.zohooauth.localzoho.Fault;
import io.github.zohooauth.localzoho.TlsFront;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;

/** How the set-ups of {@link Breakage} are broken that take more than a line. */
final class Plant {

  private static final String KEYS = "2026-12:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String SERVER_INFO = "/oauth/serverinfo";

  private Plant() {}

  static String[] scopes() {
    return LocalSetup.SCOPES.split(",");
  }

  static void open(Path path) {
    try {
      Files.setPosixFilePermissions(
          path,
          PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void key(LocalSetup setup) {
    setup.set(CODE, Setting.TOKEN_KEYS.key(), KEYS);
  }

  static void keyLost(LocalSetup setup) {
    try (OAuthClient client = setup.clients(CODE).any()) {
      client.forget();
    }
    key(setup);
    setup.logInByCode();
    setup.set(CODE, Setting.TOKEN_KEYS.key(), "");
  }

  static void trouble(LocalSetup setup) {
    setup.zoho().faults().always(ServerRole.ACCOUNTS, SERVER_INFO, Fault.html(503));
  }

  static void captivePortal(LocalSetup setup) {
    setup.zoho().faults().always(ServerRole.ACCOUNTS, SERVER_INFO, Fault.html(200));
  }

  static void gone(LocalSetup setup) {
    setup.set(CODE, "stand-in.eu", "http://127.0.0.1:1 http://127.0.0.1:1");
  }

  /** Uses the real names, over TLS and by a proxy; an empty one is the one that works. */
  static void behindProxy(LocalSetup setup, String proxy, boolean trusting) {
    TlsFront front = setup.zoho().startTls();
    setup.zoho().locations().forEach(each -> setup.set(CODE, "stand-in." + each, ""));
    InetSocketAddress works = front.proxyAddress();
    setup.set(
        CODE,
        Setting.PROXY.key(),
        proxy.isEmpty()
            ? "http://%s:%d".formatted(works.getAddress().getHostAddress(), works.getPort())
            : proxy);
    if (trusting) {
      Path file = setup.home().resolve("company.pem");
      try {
        Files.writeString(file, front.authorityPem());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      setup.set(CODE, Setting.CA_FILE.key(), file.toString());
    }
  }

  static void refusedByProxy(LocalSetup setup) {
    behindProxy(setup, "", true);
    setup.set(CODE, "stand-in.eu", "https://accounts.zoho.example https://www.zohoapis.example");
  }

  static void slash(LocalSetup setup) {
    setup.use(BROWSER);
    setup.set(BROWSER, Setting.REDIRECT_URI.key(), redirectUri(setup) + "/");
  }

  static void portTaken(LocalSetup setup) {
    setup.use(BROWSER);
    int port = redirectUri(setup).getPort();
    try {
      ServerSocket unused =
          setup.closing(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void selfClientInBrowser(LocalSetup setup) {
    setup.set(CODE, Setting.LOGIN.key(), BROWSER.toString());
    setup.set(CODE, Setting.REDIRECT_URI.key(), redirectUri(setup).toString());
  }

  private static URI redirectUri(LocalSetup setup) {
    return setup.client(BROWSER).redirectUris().get(0);
  }

  static void accessDenied(LocalSetup setup) {
    setup.zoho().clock().advance(Duration.ofHours(2));
    setup.zoho().throttleNextTokenCalls(1);
    try (OAuthClient client = setup.clients(CODE).any()) {
      AccessToken token = client.getAccessToken();
      throw new IllegalStateException("Zoho's limit did not hold: " + token);
    } catch (RateLimitedException e) {
      // It is stored until when to wait.
    }
  }

  static void tooManyCalls(LocalSetup setup) {
    setup.zoho().accessTokenLife(Duration.ofMinutes(1));
    setup.zoho().clock().advance(Duration.ofHours(2));
    try (OAuthClient client = setup.clients(CODE).any()) {
      for (int call = 0; call < 8; call++) {
        AccessToken unused = client.getAccessToken();
        setup.zoho().clock().advance(Duration.ofSeconds(61));
      }
    }
  }

  /** Zoho refuses the next refresh, and that is stored. */
  static void appRemoved(LocalSetup setup) {
    evicted(setup);
    setup.zoho().clock().advance(Duration.ofHours(2));
    try (OAuthClient client = setup.clients(CODE).any()) {
      AccessToken token = client.getAccessToken();
      throw new IllegalStateException("the refresh token still works: " + token);
    } catch (AuthorizationRequiredException e) {
      // It is stored since when.
    }
  }

  /** The stored access token looks valid, and is not. */
  static void evicted(LocalSetup setup) {
    TokenKey key = new TokenKey(setup.client(CODE).id(), TokenOwner.unnamed());
    StoredToken stored = setup.clients(CODE).store().load(key).orElseThrow();
    setup.zoho().evict(Objects.requireNonNull(stored.refreshToken()));
    setup.zoho().clock().advance(Duration.ofMinutes(2));
  }
}
