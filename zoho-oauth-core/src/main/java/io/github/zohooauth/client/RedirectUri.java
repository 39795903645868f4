package io.github.zohooauth.client;

import io.github.zohooauth.internal.text.Require;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks redirect URIs, so that no answer goes over a network in plain text.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7">RFC 8252, section 7</a>
 */
final class RedirectUri {

  /** The characters of a redirect URI: no blank, no control character, no fragment. */
  private static final Pattern TEXT = Pattern.compile("[\\x21\\x24-\\x3b=\\x3f-\\x7e]{1,2048}");

  private static final Pattern CUSTOM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{1,63}):.{0,2000}");

  /** Text that begins with a parameter's name, and not with a URI. */
  private static final Pattern PARAMETERS_ALONE = Pattern.compile("[?#]?&*[A-Za-z0-9_.-]+(=|&|$)");

  /** Schemes that a browser or an operating system handles itself. */
  private static final Set<String> NOT_CUSTOM =
      Set.of("about", "blob", "data", "file", "ftp", "http", "https", "javascript", "vbscript");

  private RedirectUri() {}

  static String ofWebApplication(@Nullable String value) {
    return web(Objects.requireNonNull(value, "redirectUri"));
  }

  /** Accepts also a custom scheme, such as {@code com.example.app:/callback} or {@code myapp:}. */
  static String ofApp(@Nullable String value) {
    String text = Objects.requireNonNull(value, "redirectUri");
    var custom = CUSTOM.matcher(text);
    boolean own =
        custom.matches() && !NOT_CUSTOM.contains(custom.group(1).toLowerCase(Locale.ROOT));
    return own && TEXT.matcher(text).matches() ? text : web(text);
  }

  /** Returns whether a redirect came to this redirect URI; true for parameters without a URI. */
  static boolean cameTo(String received, String redirectUri) {
    if (PARAMETERS_ALONE.matcher(received).lookingAt()) {
      return true;
    }
    int end = redirectUri.length();
    boolean same = received.startsWith(redirectUri);
    if (same && received.length() > end && "?#&".indexOf(received.charAt(end)) >= 0) {
      return true;
    }
    return normal(received.split("[?#]", 2)[0]).equals(normal(redirectUri));
  }

  /** Undoes what a browser changes: the case, a default port, and the slash of an empty path. */
  private static String normal(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      return text;
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    Host host = Host.of(uri).orElse(null);
    if (host == null || !scheme.startsWith("http")) {
      return text;
    }
    int usual = scheme.equals("https") ? 443 : 80;
    String port = host.port() < 0 || host.port() == usual ? "" : ":" + host.port();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return scheme + "://" + host.name().toLowerCase(Locale.ROOT) + port + path;
  }

  private static String web(String text) {
    if (!TEXT.matcher(text).matches()) {
      throw refused("malformed");
    }
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw refused("malformed");
    }
    Host host = Host.of(uri).orElseThrow(() -> refused("malformed"));
    Require.port("redirectUri", host.port());
    boolean plain = "http".equalsIgnoreCase(uri.getScheme());
    if (plain && !Require.isLoopback(host.name())) {
      throw plainHttp();
    }
    if (!plain && !"https".equalsIgnoreCase(uri.getScheme())) {
      throw refused("neither https nor plain http on a loopback address");
    }
    return text;
  }

  /** A private network is no exception, because others can read the code and the state there. */
  private static IllegalArgumentException plainHttp() {
    return new IllegalArgumentException(
        "redirectUri: plain http is accepted for loopback hosts only, because a network would carry"
            + " the answer in plain text. Nothing was sent. Use https, with a TLS proxy if"
            + " necessary.");
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(
        "redirectUri: " + why + "; use the URI that is registered in the API Console");
  }

  /**
   * The host and port of a URI, as a browser reads them. {@link URI} itself returns no host if the
   * name has an underscore.
   *
   * @param name the name as written; an IPv6 address is in brackets
   * @param port -1 if the URI has none
   */
  private record Host(String name, int port) {

    /** Returns the host; empty if the URI has none, a malformed one, or user information. */
    static Optional<Host> of(URI uri) {
      String authority = uri.getRawAuthority();
      if (authority == null) {
        return Optional.empty();
      }
      // URI refuses an underscore in a host. With a letter in its place, it checks the rest.
      URI judged = URI.create(uri.getScheme() + "://" + authority.replace('_', 'x'));
      String host = judged.getHost();
      return host == null || judged.getRawUserInfo() != null
          ? Optional.empty()
          : Optional.of(new Host(authority.substring(0, host.length()), judged.getPort()));
    }
  }
}
