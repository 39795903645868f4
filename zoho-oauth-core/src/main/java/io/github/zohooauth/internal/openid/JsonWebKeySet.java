package io.github.zohooauth.internal.openid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The usable signing keys of one data center, at most a hundred.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517, section 5</a>
 */
record JsonWebKeySet(List<JsonWebKey> keys) {

  private static final int MAX_KEYS = 100;

  JsonWebKeySet {
    keys = List.copyOf(keys);
  }

  /** Reads the usable keys in this object. */
  static JsonWebKeySet in(ObjectNode json) {
    return new JsonWebKeySet(
        StreamSupport.stream(json.path("keys").spliterator(), false)
            .flatMap(key -> JsonWebKey.in(key).stream())
            .limit(MAX_KEYS)
            .toList());
  }

  boolean has(@Nullable String keyId) {
    return keyId != null && keys.stream().anyMatch(key -> keyId.equals(key.id()));
  }

  /**
   * Returns whether the key that the text names signed it. If no key has that name, every key
   * without a name is tried.
   */
  boolean signed(SignedJwt text) {
    String keyId = text.keyId();
    Stream<JsonWebKey> candidates =
        has(keyId)
            ? keys.stream().filter(key -> String.valueOf(keyId).equals(key.id()))
            : keys.stream().filter(key -> keyId == null || key.id() == null);
    return candidates.anyMatch(key -> key.signed(text));
  }
}
