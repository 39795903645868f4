package io.github.zohooauth.internal.openid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.text.Require;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * The trusted part of a data center's OpenID metadata.
 *
 * <p>Zoho does not document whether the issuer is the user's data center or always the one in the
 * US. So each accounts server of the allow-list may be the issuer. Keys are fetched only from the
 * data center that was asked, or from that issuer.
 *
 * @param issuer the exact value of {@code iss}
 * @param jwksUri the URI of the keys
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata">OpenID
 *     Connect Discovery, section 3</a>
 */
record OpenIdMetadata(String issuer, URI jwksUri) {

  static OpenIdMetadata in(
      ObjectNode json, DataCenter asked, DataCenters known, Failures failures) {
    String issuer = json.path("issuer").asText();
    DataCenter issuing =
        issuing(issuer, known).orElseThrow(() -> failures.configuration(unlisted("issuer")));
    URI keys =
        jwksUri(json.path("jwks_uri").asText(), List.of(asked, issuing))
            .orElseThrow(() -> failures.configuration(unlisted("jwks_uri")));
    return new OpenIdMetadata(issuer, keys);
  }

  private static Optional<DataCenter> issuing(String issuer, DataCenters known) {
    try {
      return known.withAccountsServer(Require.server("issuer", new URI(issuer)).toString());
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the URI of the keys; empty if its server is none of these. Its path is kept as
   * received.
   */
  private static Optional<URI> jwksUri(String received, List<DataCenter> from) {
    try {
      URI uri = new URI(received);
      String base = uri.getScheme() + "://" + uri.getRawAuthority();
      URI server = Require.server("jwks_uri", URI.create(base));
      String path = uri.getRawPath();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return from.stream()
          .map(DataCenter::accountsServer)
          .filter(server::equals)
          .filter(known -> path.startsWith("/") && uri.getRawFragment() == null)
          .map(known -> URI.create(known + path + query))
          .findFirst();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String unlisted(String member) {
    return "The data center's OpenID metadata is not trusted: its %s is not on an accounts server that this client knows for it. Check dataCenters(...), and any proxy in between."
        .formatted(member);
  }
}
