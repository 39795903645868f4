package io.github.zohooauth.internal.openid;

import com.fasterxml.jackson.databind.JsonNode;
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
        server(issuer, List.of("", "/"))
            .flatMap(server -> known.withAccountsServer(server.toString()))
            .orElseThrow(() -> failures.configuration(unlisted("issuer")));
    return new OpenIdMetadata(
        issuer, jwksUri(json.path("jwks_uri"), List.of(asked, issuing), failures));
  }

  /**
   * Returns the URI of the keys. Its host must be on the allow-list, and its path is kept as
   * received.
   */
  private static URI jwksUri(JsonNode node, List<DataCenter> from, Failures failures) {
    try {
      URI arrived = new URI(node.asText());
      String path = arrived.getRawPath();
      for (DataCenter dataCenter : from) {
        String query = arrived.getRawQuery() == null ? "" : "?" + arrived.getRawQuery();
        if (path != null
            && path.startsWith("/")
            && arrived.getRawFragment() == null
            && dataCenter.accountsServer().equals(base(arrived))) {
          return URI.create(dataCenter.accountsServer() + path + query);
        }
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      // A malformed URI is not on a known server.
    }
    throw failures.configuration(unlisted("jwks_uri"));
  }

  private static Optional<URI> server(String text, List<String> paths) {
    try {
      URI uri = new URI(text);
      boolean bare =
          uri.getRawPath() != null
              && paths.contains(uri.getRawPath())
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      return bare ? Optional.of(base(uri)) : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static URI base(URI uri) {
    return Require.server("server", URI.create(uri.getScheme() + "://" + uri.getRawAuthority()));
  }

  private static String unlisted(String member) {
    return "The data center's OpenID metadata is not trusted: its %s is not on an accounts server"
            .formatted(member)
        + " that this client knows for it. Check dataCenters(...), and any proxy in between.";
  }
}
