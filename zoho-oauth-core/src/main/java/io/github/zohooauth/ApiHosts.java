package io.github.zohooauth;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The allow-list for API calls: to which hosts a token may be sent. */
final class ApiHosts {

  private final Collection<DataCenter> dataCenters;

  /** Whether no token can come from any other data center. */
  private final boolean closed;

  private ApiHosts(Collection<DataCenter> dataCenters, boolean closed) {
    this.dataCenters = dataCenters;
    this.closed = closed;
  }

  /** A client's own data centers; of a provider from elsewhere only its tokens tell. */
  static ApiHosts of(TokenProvider tokens) {
    TokenProvider provider =
        tokens instanceof OAuthClient client ? client.forOwner(client.owner()) : tokens;
    return provider instanceof KnowsDataCenters own
        ? new ApiHosts(own.dataCenters().all(), true)
        : new ApiHosts(DataCenter.builtIn(), false);
  }

  /** Refuses what no token may be sent to, before one is asked for. */
  URI requireOrigin(URI uri) {
    URI origin = originOf(uri);
    boolean possible =
        origin != null
            && (!closed || dataCenters.stream().anyMatch(center -> center.serves(origin)));
    if (!possible) {
      throw new IllegalArgumentException(
          "uri: https on the default port of a Zoho host is needed, or else a data center of the"
              + " client's own; the request was not sent");
    }
    return Objects.requireNonNull(origin);
  }

  /** Refuses what is neither the token's own API domain nor another host of its data center. */
  void require(URI origin, AccessToken token) {
    URI own = originOf(token.apiDomain());
    boolean allowed =
        own != null
            && (own.equals(origin)
                || dataCenters.stream()
                    .anyMatch(center -> center.serves(own) && center.serves(origin)));
    if (!allowed) {
      throw new IllegalArgumentException(
          "uri: not a host of the data center that the token is for; the request was not sent");
    }
  }

  /** Scheme, host and port, if a token may travel there at all: by TLS, or within this machine. */
  private static @Nullable URI originOf(URI uri) {
    String host = uri.getHost();
    if (host == null || uri.getScheme() == null) {
      return null;
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String name = host.toLowerCase(Locale.ROOT);
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    boolean plain = (host + port).equals(uri.getRawAuthority());
    boolean safe = scheme.equals("https") || (scheme.equals("http") && Require.isLoopback(name));
    if (!plain || !safe) {
      return null;
    }
    boolean usual = scheme.equals("https") && uri.getPort() == 443;
    return URI.create(scheme + "://" + name + (usual ? "" : port));
  }
}
