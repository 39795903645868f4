package io.github.zohooauth.internal.loopback;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A redirect URI on this machine: plain http on the loopback interface, with a port. */
public final class LoopbackAddress {

  /** Accepts an IPv4 address only as a browser writes it, because the Host header must match. */
  private static final Pattern HOST =
      Pattern.compile(
          "localhost|\\[::1]|127(\\.(0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])){3}",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PATH = Pattern.compile("(?!//)[\\x21-\\x7e]*");

  private final URI uri;
  private final String host;
  private final int port;
  private final String path;

  private LoopbackAddress(URI uri) {
    this.uri = uri;
    this.host = uri.getHost().toLowerCase(Locale.ROOT);
    this.port = uri.getPort();
    this.path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
  }

  /**
   * Reads a redirect URI.
   *
   * @throws IllegalArgumentException if it is not such an address
   */
  public static LoopbackAddress of(String redirectUri) {
    try {
      URI uri = URI.create(redirectUri);
      if (isLoopback(uri)) {
        return new LoopbackAddress(uri);
      }
    } catch (IllegalArgumentException e) {
      // The message would quote the URI.
    }
    throw new IllegalArgumentException(
        "redirectUri: plain http on localhost, 127.x.x.x or [::1] with a port is needed, such as"
            + " http://127.0.0.1:8123/callback, and no query or fragment");
  }

  private static boolean isLoopback(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme())
        && uri.getHost() != null
        && HOST.matcher(uri.getHost()).matches()
        && uri.getPort() >= 1
        && uri.getPort() <= 65_535
        && uri.getRawUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null
        && PATH.matcher(uri.getRawPath()).matches();
  }

  /** Returns where to listen. A browser may use IPv4 or IPv6 for {@code localhost}. */
  List<InetSocketAddress> sockets() throws IOException {
    List<InetSocketAddress> sockets = new ArrayList<>();
    if (!host.equals("localhost")) {
      sockets.add(new InetSocketAddress(InetAddress.getAllByName(host)[0], port));
      return sockets;
    }
    sockets.add(new InetSocketAddress(InetAddress.getAllByName("127.0.0.1")[0], port));
    InetAddress ipv6 = InetAddress.getAllByName("::1")[0];
    if (NetworkInterface.getByInetAddress(ipv6) != null) {
      sockets.add(new InetSocketAddress(ipv6, port));
    }
    return sockets;
  }

  public int port() {
    return port;
  }

  String path() {
    return path;
  }

  /** Returns whether a {@code Host} header names this address and no other name for it. */
  boolean isHost(@Nullable String header) {
    return header != null
        && (header.equalsIgnoreCase(host + ":" + port)
            || (port == 80 && header.equalsIgnoreCase(host)));
  }

  /** Returns whether an {@code Origin} header is that of a page from this address. */
  boolean isOrigin(@Nullable String header) {
    return header != null && header.startsWith("http://") && isHost(header.substring(7));
  }

  /** Returns the redirect URI as registered, followed by a query or a fragment. */
  String with(String parameters) {
    return uri + parameters;
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
