package io.github.zohooauth.internal.openid;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.text.Crypto;
import io.github.zohooauth.internal.text.Json;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parsed id_token that is not verified yet.
 *
 * <p>Its header names RS256 or RS384, and no critical extension. The algorithm must be that of the
 * key. A key in the header, or referred to by it ({@code jku}, {@code x5u}, {@code jwk}, {@code
 * x5c}), is ignored.
 *
 * @param algorithm the algorithm that the header names
 * @param keyId the ID of the signing key according to the header, or null
 * @param claims the claims, not trusted before the signature is verified
 * @param signed the signed bytes: as received, and without padding
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3">RFC 8725, section 3</a>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SignedJwt(
    JsonWebKey.Algorithm algorithm,
    @Nullable String keyId,
    ObjectNode claims,
    byte[][] signed,
    byte[] signature) {

  private static final int MAX_LENGTH = 16 * 1024;

  /**
   * The accepted types. Zoho writes JWS. Another type of JWT, such as a logout token, is refused.
   */
  private static final Set<String> TYPES = Set.of("jwt", "jws", "application/jwt");

  public static SignedJwt of(String text, Failures failures) {
    if (text.length() > MAX_LENGTH) {
      throw IdTokenVerifier.untrusted("it is longer than any that Zoho issues", failures);
    }
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      throw IdTokenVerifier.untrusted("it does not have the three parts of a signed JWT", failures);
    }
    ObjectNode header = object(parts[0]).orElseThrow(() -> notJson(failures));
    ObjectNode claims = object(parts[1]).orElseThrow(() -> notJson(failures));
    byte[] signature = Crypto.fromBase64Url(parts[2]).orElseThrow(() -> notJson(failures));
    JsonWebKey.Algorithm algorithm =
        JsonWebKey.Algorithm.named(header.path("alg").textValue())
            .orElseThrow(
                () ->
                    IdTokenVerifier.untrusted(
                        "its header does not name the algorithm RS256 or RS384", failures));
    requireUnderstood(header, failures);
    String bare = Crypto.withoutPadding(parts[0]) + "." + Crypto.withoutPadding(parts[1]);
    byte[][] signed = {(parts[0] + "." + parts[1]).getBytes(US_ASCII), bare.getBytes(US_ASCII)};
    return new SignedJwt(algorithm, keyId(header, failures), claims, signed, signature);
  }

  private static Optional<ObjectNode> object(String part) {
    return Crypto.fromBase64Url(part).flatMap(Json::object);
  }

  private static RuntimeException notJson(Failures failures) {
    return IdTokenVerifier.untrusted(
        "a part of it is not base64url of what belongs there", failures);
  }

  private static void requireUnderstood(ObjectNode header, Failures failures) {
    if (header.has("crit")) {
      throw IdTokenVerifier.untrusted(
          "its header has critical extensions (crit), and none is known", failures);
    }
    JsonNode type = header.path("typ");
    if (header.hasNonNull("typ")
        && !(type.isTextual() && TYPES.contains(type.textValue().toLowerCase(Locale.ROOT)))) {
      throw IdTokenVerifier.untrusted(
          "its header names another type (typ) than JWT or JWS", failures);
    }
  }

  /** Reads the key ID. Zoho writes {@code key_id} instead of the standard's {@code kid}. */
  private static @Nullable String keyId(ObjectNode header, Failures failures) {
    JsonNode keyId = header.hasNonNull("kid") ? header.path("kid") : header.path("key_id");
    if (!keyId.isMissingNode() && !keyId.isNull() && !keyId.isTextual()) {
      throw IdTokenVerifier.untrusted("its header's key ID is not text", failures);
    }
    return keyId.textValue();
  }

  @Override
  public String toString() {
    return "SignedJwt[redacted]";
  }
}
