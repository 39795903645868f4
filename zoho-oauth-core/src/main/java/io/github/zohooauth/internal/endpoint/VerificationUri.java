package io.github.zohooauth.internal.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks the URI that a person is sent to. It must be on an accounts server of the allow-list.
 *
 * <p>The URI is shown as received, and the library never opens it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-5.4">RFC 8628, section 5.4</a>
 */
public final class VerificationUri {

  private static final Pattern TEXT = Pattern.compile("[!-~]{1,2048}");

  private VerificationUri() {}

  /** Returns the URI; empty if a person must not be sent there. */
  public static Optional<URI> of(String received, DataCenters dataCenters) {
    if (!TEXT.matcher(received).matches()) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(received);
      String server = (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
      return dataCenters.withAccountsServer(server).map(known -> uri);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
