package io.github.zohooauth.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.client.AuthorizationRequest.Kind;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.text.Json;
import io.github.zohooauth.store.KeyRing;
import io.github.zohooauth.store.TokenKey;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes and reads authorization requests as text: one JSON object, in plain or encrypted. */
final class RequestText {

  /** A browser keeps 4,096 bytes of a cookie, its name and attributes included. */
  static final int MOST_ENCRYPTED = 3_800;

  private static final String FORMAT = "zohoAuthorizationRequest";
  private static final int VERSION = 1;

  /**
   * The associated data, so that no other text of the same key ring becomes a request. It is in
   * cookies: it must not change when a class is renamed.
   */
  private static final String PURPOSE = "io.github.zohooauth.client.AuthorizationRequest";

  private RequestText() {}

  static String of(AuthorizationRequest request) {
    ObjectNode json =
        Json.newObject()
            .put(FORMAT, VERSION)
            .put("kind", request.kind.name())
            .put("clientId", request.clientId)
            .put("uri", request.uri().toString())
            .put("redirectUri", request.redirectUri())
            .put("state", request.state())
            .put("expiresAt", request.expiresAt().toEpochMilli());
    if (request.codeVerifier != null) {
      json.put("codeVerifier", request.codeVerifier);
    }
    if (request.nonce != null) {
      json.put("nonce", request.nonce);
    }
    if (request.key != null) {
      json.put("key", request.key.text());
    }
    return Json.write(json);
  }

  static AuthorizationRequest parse(String text) {
    return parsed(text)
        .orElseThrow(
            () -> new IllegalArgumentException("text: not the text of an authorization request"));
  }

  private static Optional<AuthorizationRequest> parsed(String text) {
    try {
      return Json.object(text)
          .filter(json -> json.path(FORMAT).intValue() == VERSION)
          .map(RequestText::read);
    } catch (RuntimeException e) {
      return Optional.empty(); // The cause is dropped, because it may quote a secret.
    }
  }

  private static AuthorizationRequest read(ObjectNode json) {
    String key = json.path("key").textValue();
    return new AuthorizationRequest(
        Kind.valueOf(json.required("kind").textValue()),
        json.required("clientId").textValue(),
        URI.create(json.required("uri").textValue()),
        json.required("redirectUri").textValue(),
        json.required("state").textValue(),
        json.path("codeVerifier").textValue(),
        json.path("nonce").textValue(),
        Instant.ofEpochMilli(json.required("expiresAt").longValue()),
        key == null ? null : TokenKey.parse(key));
  }

  static String encrypted(AuthorizationRequest request, KeyRing ring) {
    String encrypted = Objects.requireNonNull(ring, "ring").encrypt(of(request), PURPOSE);
    if (encrypted.length() > MOST_ENCRYPTED) {
      String scopes = String.join(",", request.scopes());
      throw new IllegalArgumentException(
          ("%s: too long for a cookie. The encrypted request would have %d characters, and %d is"
                  + " the most. Shorten it, or keep text() in a web session.")
              .formatted(
                  scopes.length() < request.redirectUri().length() ? "redirectUri" : "scopes",
                  encrypted.length(),
                  MOST_ENCRYPTED));
    }
    return encrypted;
  }

  static AuthorizationRequest decrypted(
      @Nullable String encrypted, KeyRing ring, InstantSource clock) {
    Objects.requireNonNull(ring, "ring");
    Objects.requireNonNull(clock, "clock");
    if (encrypted == null) {
      throw failure("The browser brought no authorization request");
    }
    AuthorizationRequest request =
        ring.decrypt(encrypted, PURPOSE)
            .flatMap(RequestText::parsed)
            .orElseThrow(
                () ->
                    failure(
                        "The authorization request was changed, or the key ring lacks its key"));
    if (!clock.instant().isBefore(request.expiresAt())) {
      throw failure("The authorization request has expired");
    }
    return request;
  }

  private static AuthorizationRequiredException failure(String what) {
    return Failures.WITHOUT_CLIENT.authorizationRequired(
        what + ": start again with a new authorization request.");
  }
}
