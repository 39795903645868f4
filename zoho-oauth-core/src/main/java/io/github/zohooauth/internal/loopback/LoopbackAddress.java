package io.github.zohooauth.internal.loopback;

import io.github.zohooauth.internal.text.Require;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a redirect is caught: plain http on the loopback interface, at a port that is named. */
public final class LoopbackAddress {

  private static final byte[] IPV4 = {127, 0, 0, 1};
  private static final byte[] IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  private final URI uri;
  private final String host;
  private final int port;
  private final String path;

  private LoopbackAddress(URI uri) {
    this.uri = uri;
    this.host = uri.getHost().toLowerCase(Locale.ROOT); // Zoho gets the URI as it is written
    this.port = uri.getPort();
    this.path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
  }

  /** Refuses what is not such an address; a browser takes a path of two slashes for a host. */
  public static LoopbackAddress of(String text) {
    URI redirectUri;
    try {
      redirectUri = URI.create(text);
    } catch (IllegalArgumentException e) { // a custom scheme alone is no URI
      throw refused();
    }
    boolean bare =
        "http".equalsIgnoreCase(redirectUri.getScheme())
            && redirectUri.getHost() != null
            && redirectUri.getRawUserInfo() == null
            && redirectUri.getRawQuery() == null
            && redirectUri.getRawFragment() == null
            && !redirectUri.getRawPath().startsWith("//")
            && redirectUri.getRawPath().chars().allMatch(c -> c > ' ' && c < 0x7f);
    int port = redirectUri.getPort();
    if (!bare || !isLoopback(redirectUri.getHost()) || port < 1 || port > 65_535) {
      throw refused();
    }
    return new LoopbackAddress(redirectUri);
  }

  private static IllegalArgumentException refused() {
    return new IllegalArgumentException(
        "redirectUri: plain http on localhost, 127.x.x.x or [::1] with a port is needed, such as"
            + " http://127.0.0.1:8123/callback, and no query or fragment");
  }

  /** A browser writes 127.0.0.01 in another way, so that no redirect to it would be known. */
  private static boolean isLoopback(String host) {
    return Require.isLoopback(host)
        && (!host.startsWith("127.") || address(ipv4(host)).getHostAddress().equals(host));
  }

  /** What to listen on: for {@code localhost} all that a browser may take it for. */
  public List<InetSocketAddress> sockets() {
    List<InetAddress> addresses = new ArrayList<>();
    switch (host) {
      case "localhost" -> {
        addresses.add(address(IPV4));
        if (isHere(address(IPV6))) {
          addresses.add(address(IPV6));
        }
      }
      case "[::1]" -> addresses.add(address(IPV6));
      default -> addresses.add(address(ipv4(host)));
    }
    return addresses.stream().map(address -> new InetSocketAddress(address, port)).toList();
  }

  private static byte[] ipv4(String host) {
    String[] numbers = host.split("\\.", -1);
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(numbers[i]);
    }
    return bytes;
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError("4 or 16 bytes are an address", e);
    }
  }

  private static boolean isHere(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  String path() {
    return path;
  }

  /** Whether a {@code Host} header names this address, and no name that was made to lead here. */
  boolean isHost(@Nullable String header) {
    String authority = host + ":" + port;
    return header != null
        && (header.equalsIgnoreCase(authority) || (port == 80 && header.equalsIgnoreCase(host)));
  }

  /** Whether an {@code Origin} header is that of a page from here. */
  boolean isOrigin(@Nullable String header) {
    return header != null && header.startsWith("http://") && isHost(header.substring(7));
  }

  /** The redirect as the authorization request knows it, with what came after it. */
  String with(String parameters) {
    return uri + parameters;
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
