package io.github.zohooauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One authorization under way: where to send the browser, and what to keep until the answer.
 *
 * <p>It answers to one redirect, within ten minutes, and only of the browser that it was made for:
 * keep it in that browser's session, as {@link #text} if need be, or in {@link
 * PendingAuthorizations}. Immutable and thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1">RFC 6749, section 4.1.1</a>
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/web-apps/authorization.html">Zoho:
 *     authorization request</a>
 */
public final class AuthorizationRequest {

  /** What the redirect is to bring. */
  enum Kind {
    CODE,
    TOKEN,
    MORE_SCOPES
  }

  private static final String FORMAT = "zohoAuthorizationRequest";
  private static final int VERSION = 1;

  private final Kind kind;
  private final String clientId;
  private final URI uri;
  private final String redirectUri;
  private final String state;
  private final @Nullable String codeVerifier;
  private final @Nullable String nonce;
  private final Instant expiresAt;
  private final @Nullable TokenKey key;

  AuthorizationRequest(
      Kind kind,
      String clientId,
      URI uri,
      String redirectUri,
      String state,
      @Nullable String codeVerifier,
      @Nullable String nonce,
      Instant expiresAt,
      @Nullable TokenKey key) {
    this.kind = kind;
    this.clientId = Require.clientId(clientId);
    this.uri = uri;
    this.redirectUri = redirectUri;
    this.state = Require.token("state", state);
    this.codeVerifier = codeVerifier == null ? null : Require.token("codeVerifier", codeVerifier);
    this.nonce = nonce == null ? null : Require.token("nonce", nonce);
    this.expiresAt = expiresAt;
    this.key = key;
  }

  /** Returns where to send the browser; it holds the state, so keep it out of logs. */
  public URI uri() {
    return uri;
  }

  /** Returns the redirect URI, where the browser comes back to with the answer. */
  public String redirectUri() {
    return redirectUri;
  }

  /** Returns the state, by which an answer belongs to this request: keep it out of logs. */
  public String state() {
    return state;
  }

  /** Returns from when on an answer is refused. */
  public Instant expiresAt() {
    return expiresAt;
  }

  Kind kind() {
    return kind;
  }

  String clientId() {
    return clientId;
  }

  @Nullable String codeVerifier() {
    return codeVerifier;
  }

  @Nullable String nonce() {
    return nonce;
  }

  /** What is asked for, as the URI says. */
  Set<String> scopes() {
    return RedirectParameters.ofQuery(uri.toString())
        .flatMap(parameters -> parameters.get("scope"))
        .map(Scopes::parse)
        .orElse(Set.of());
  }

  /** Whether a refresh token is asked for, as the URI says. */
  boolean isOffline() {
    return RedirectParameters.ofQuery(uri.toString())
        .flatMap(parameters -> parameters.get("access_type"))
        .filter("offline"::equals)
        .isPresent();
  }

  /** Whose record is to have more scopes, if that is what was asked for. */
  Optional<TokenKey> key() {
    return Optional.ofNullable(key);
  }

  /**
   * Returns this request as one line of text, to be kept in the web session of the browser.
   *
   * @return a secret: with it, and the redirect, tokens can be had
   */
  public String text() {
    ObjectNode json =
        Json.newObject()
            .put(FORMAT, VERSION)
            .put("kind", kind.name())
            .put("clientId", clientId)
            .put("uri", uri.toString())
            .put("redirectUri", redirectUri)
            .put("state", state)
            .put("expiresAt", expiresAt.toEpochMilli());
    if (codeVerifier != null) {
      json.put("codeVerifier", codeVerifier);
    }
    if (nonce != null) {
      json.put("nonce", nonce);
    }
    if (key != null) {
      json.put("key", key.text());
    }
    return JsonTree.text(json);
  }

  /**
   * Returns the request of which this is the {@link #text}.
   *
   * @throws IllegalArgumentException if it is not the text of a request, or that of a newer version
   */
  public static AuthorizationRequest parse(String text) {
    try {
      ObjectNode json = Json.object(text).orElseThrow();
      if (json.path(FORMAT).intValue() == VERSION) {
        return read(json);
      }
    } catch (RuntimeException e) {
      // Not one, and what is wrong with it may be a secret.
    }
    throw new IllegalArgumentException("text: not the text of an authorization request");
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

  @Override
  public boolean equals(Object other) {
    return other instanceof AuthorizationRequest that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return state.hashCode();
  }

  /** Returns the client ID and the time, and nothing by which the request can be answered. */
  @Override
  public String toString() {
    return "AuthorizationRequest[clientId=%s, expiresAt=%s]".formatted(clientId, expiresAt);
  }
}
