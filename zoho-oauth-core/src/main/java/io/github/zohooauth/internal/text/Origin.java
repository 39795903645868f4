package io.github.zohooauth.internal.text;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The scheme, host and port of a URI, to which a token may be sent at all. */
public final class Origin {

  private Origin() {}

  /**
   * Returns the origin in lower case, without the default port of https.
   *
   * @return null if no token may go there: it is neither https nor plain http on a loopback
   *     address, or its authority has more than a host and a port
   */
  public static @Nullable URI of(URI uri) {
    String host = Objects.requireNonNull(uri, "uri").getHost();
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

  /** Whether the URI is https and a host, and has nothing before or after it. */
  public static boolean isBareHttps(URI uri) {
    return "https".equals(uri.getScheme())
        && uri.getHost() != null
        && uri.getHost().equals(uri.getRawAuthority())
        && uri.getRawPath().isEmpty()
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  /** Returns a base URL without one slash at its end, which names the same server. */
  public static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
