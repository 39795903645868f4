package io.github.zohooauth.internal.text;

import java.net.URI;
import java.util.Optional;

/**
 * The host and port of a URI, as a browser reads them.
 *
 * <p>{@link URI} itself returns no host if the name has an underscore.
 *
 * @param name the name as written; an IPv6 address is in brackets
 * @param port -1 if the URI has none
 */
public record WebHost(String name, int port) {

  /** Returns the host; empty if the URI has none, a malformed one, or user information. */
  public static Optional<WebHost> of(URI uri) {
    String authority = uri.getRawAuthority();
    if (authority == null) {
      return Optional.empty();
    }
    // URI refuses an underscore in a host. With a letter in its place, it checks the rest.
    URI judged = URI.create(uri.getScheme() + "://" + authority.replace('_', 'x'));
    String host = judged.getHost();
    return host == null || judged.getRawUserInfo() != null
        ? Optional.empty()
        : Optional.of(new WebHost(authority.substring(0, host.length()), judged.getPort()));
  }
}
