package io.github.zohooauth.localzoho.internal.accounts;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Redirect URIs of programs that listen on the machine they run on (section 6). */
final class Loopback {
  private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

  private Loopback() {}

  static boolean equalButForPort(URI registered, String sent) {
    try {
      URI uri = new URI(sent);
      return registered.getScheme().equalsIgnoreCase("http")
          && registered.getHost() != null
          && HOSTS.contains(registered.getHost().toLowerCase(Locale.ROOT))
          && registered.equals(
              new URI(
                  uri.getScheme(),
                  uri.getUserInfo(),
                  uri.getHost(),
                  registered.getPort(),
                  uri.getPath(),
                  uri.getQuery(),
                  uri.getFragment()));
    } catch (URISyntaxException malformed) {
      return false;
    }
  }
}
