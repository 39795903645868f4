package io.github.zohooauth.internal.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Rules on the URI that a person is to be sent to: on an accounts server of the allow-list, or not
 * at all. It is shown as it arrived, and never opened here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-5.4">RFC 8628, section 5.4</a>
 */
public final class VerificationUri {

  private static final Pattern TEXT = Pattern.compile("[!-~]{1,2048}");

  private VerificationUri() {}

  /** The URI, if a person may be sent there. */
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
