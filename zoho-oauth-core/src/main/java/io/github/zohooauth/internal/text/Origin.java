package io.github.zohooauth.internal.text;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The scheme, host and port of a URI that a token may be sent to. */
public final class Origin {

  private Origin() {}

  /**
   * Returns the origin in lower case, without the default port of https.
   *
   * @return the origin; null if no token may go there. This is so without https, except for plain
   *     http on a loopback address. It is so, too, if the authority has more than a host and a port
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

  /** Returns whether the URI consists of https and a host only. */
  public static boolean isBareHttps(URI uri) {
    return "https".equals(uri.getScheme())
        && uri.getHost() != null
        && uri.getHost().equals(uri.getRawAuthority())
        && uri.getRawPath().isEmpty()
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  public static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
