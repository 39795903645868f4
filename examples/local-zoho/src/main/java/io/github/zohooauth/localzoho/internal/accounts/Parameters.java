package io.github.zohooauth.localzoho.internal.accounts;

import io.github.zohooauth.localzoho.internal.state.Refused;
import io.github.zohooauth.localzoho.internal.state.TokenError;
import io.github.zohooauth.localzoho.internal.text.Form;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.protocol.Switch;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The parameters of a call to the accounts server, wherever they travel (2.3). */
final class Parameters {
  private static final String BASIC = "Basic ";

  private final ReceivedRequest request;
  private final boolean bodyOnly;

  Parameters(ReceivedRequest request, Reading reading) {
    this.request = request;
    this.bodyOnly = reading.is(Switch.Parameters.BODY_ONLY);
  }

  /** Returns a parameter that is present and not empty; the body goes before the query. */
  Optional<String> get(String name) {
    return request
        .formParameter(name)
        .or(() -> bodyOnly ? Optional.empty() : request.queryParameter(name))
        .filter(value -> !value.isEmpty());
  }

  String require(String name, TokenError otherwise) {
    return get(name).orElseThrow(() -> new Refused(otherwise));
  }

  Optional<String> clientId() {
    return get("client_id")
        .or(() -> bodyOnly ? Optional.empty() : basic(request).map(BasicCredentials::id));
  }

  Optional<String> clientSecret() {
    return get("client_secret")
        .or(() -> bodyOnly ? Optional.empty() : basic(request).map(BasicCredentials::secret));
  }

  /**
   * Returns the client id and secret of an HTTP Basic header, both form-encoded (RFC 6749, 2.3.1).
   */
  static Optional<BasicCredentials> basic(ReceivedRequest request) {
    return request
        .header("Authorization")
        .filter(value -> value.regionMatches(true, 0, BASIC, 0, BASIC.length()))
        .flatMap(value -> decode(value.substring(BASIC.length()).strip()));
  }

  private static Optional<BasicCredentials> decode(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new BasicCredentials(
                  Form.decode(pair.substring(0, colon)), Form.decode(pair.substring(colon + 1))));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** A client id with its secret. */
  record BasicCredentials(String id, String secret) {
    @Override
    public String toString() {
      return "BasicCredentials[" + id + "]";
    }
  }
}
