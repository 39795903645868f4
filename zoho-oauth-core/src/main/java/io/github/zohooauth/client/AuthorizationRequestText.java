package io.github.zohooauth.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.internal.text.Json;
import io.github.zohooauth.store.TokenKey;
import java.net.URI;
import java.time.Instant;

/** The text form of an {@link AuthorizationRequest}: one JSON object. */
final class AuthorizationRequestText {

  private static final String FORMAT = "zohoAuthorizationRequest";
  private static final int VERSION = 1;

  private AuthorizationRequestText() {}

  static String of(AuthorizationRequest request) {
    ObjectNode json =
        Json.newObject()
            .put(FORMAT, VERSION)
            .put("kind", request.kind().name())
            .put("clientId", request.clientId())
            .put("uri", request.uri().toString())
            .put("redirectUri", request.redirectUri())
            .put("state", request.state())
            .put("expiresAt", request.expiresAt().toEpochMilli());
    if (request.codeVerifier() != null) {
      json.put("codeVerifier", request.codeVerifier());
    }
    if (request.nonce() != null) {
      json.put("nonce", request.nonce());
    }
    request.key().ifPresent(key -> json.put("key", key.text()));
    return Json.write(json);
  }

  static AuthorizationRequest parse(String text) {
    try {
      ObjectNode json = Json.object(text).orElseThrow();
      if (json.path(FORMAT).intValue() == VERSION) {
        return read(json);
      }
    } catch (RuntimeException e) {
      // The cause is dropped, because it may quote a secret.
    }
    throw new IllegalArgumentException("text: not the text of an authorization request");
  }

  private static AuthorizationRequest read(ObjectNode json) {
    String key = json.path("key").textValue();
    return new AuthorizationRequest(
        AuthorizationRequest.Kind.valueOf(json.required("kind").textValue()),
        json.required("clientId").textValue(),
        URI.create(json.required("uri").textValue()),
        json.required("redirectUri").textValue(),
        json.required("state").textValue(),
        json.path("codeVerifier").textValue(),
        json.path("nonce").textValue(),
        Instant.ofEpochMilli(json.required("expiresAt").longValue()),
        key == null ? null : TokenKey.parse(key));
  }
}
