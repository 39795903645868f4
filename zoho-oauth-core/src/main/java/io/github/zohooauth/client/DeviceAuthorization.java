package io.github.zohooauth.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.internal.endpoint.DeviceCodes;
import io.github.zohooauth.internal.text.Json;
import io.github.zohooauth.internal.text.Require;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One device authorization: the code that a user enters on another device, and the page for it.
 *
 * <p>Show both to the user, and pass this to {@link DeviceClient#exchange(DeviceAuthorization)}. To
 * go on after a restart, keep its {@link #text}. Immutable and thread-safe.
 *
 * @param clientId the client ID of the client that asked for it
 * @param deviceCode the secret by which the device gets the tokens; never show it
 * @param userCode the code that the user types; show it as it is, and keep it out of logs
 * @param verificationUri the page on Zoho's accounts server where the user types the code
 * @param verificationUriComplete the same page with the code in it, or null if Zoho sent none; keep
 *     it out of logs
 * @param interval the time between two polls that Zoho asks for
 * @param expiresAt when both codes expire
 * @param scopes the scopes that were asked for
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.2">RFC 8628, section 3.2</a>
 */
public record DeviceAuthorization(
    String clientId,
    String deviceCode,
    String userCode,
    URI verificationUri,
    @Nullable URI verificationUriComplete,
    Duration interval,
    Instant expiresAt,
    Set<String> scopes) {

  private static final String FORMAT = "zohoDeviceAuthorization";
  private static final int VERSION = 1;

  /**
   * Makes one by hand, for tests.
   *
   * @throws IllegalArgumentException if a code, a scope, the interval or a page is malformed. A
   *     page must be at https, or at http on a loopback address
   */
  public DeviceAuthorization {
    Require.clientId(clientId);
    Require.token("deviceCode", deviceCode);
    if (!DeviceCodes.isUserCode(Objects.requireNonNull(userCode, "userCode"))) {
      throw new IllegalArgumentException("userCode: needed are 1 to 64 characters on one line");
    }
    requirePage("verificationUri", Objects.requireNonNull(verificationUri, "verificationUri"));
    if (verificationUriComplete != null) {
      requirePage("verificationUriComplete", verificationUriComplete);
    }
    Require.positive("interval", interval);
    Require.epochMilli("expiresAt", Objects.requireNonNull(expiresAt, "expiresAt"));
    scopes = Require.sortedScopes(scopes);
  }

  private static void requirePage(String option, URI page) {
    URI unused = Require.server(option, page.resolve("/"));
    String unusedToo = Require.atMost(2048, option, page.toString());
  }

  /** Returns the page for a link or a QR code: with the code in it, if Zoho sent such a page. */
  public URI linkUri() {
    return verificationUriComplete == null ? verificationUri : verificationUriComplete;
  }

  /**
   * Returns this device authorization as one line of text, to be kept over a restart.
   *
   * @return a secret: it contains the device code, by which the user's tokens can be had
   */
  public String text() {
    ObjectNode json =
        Json.newObject()
            .put(FORMAT, VERSION)
            .put("clientId", clientId)
            .put("deviceCode", deviceCode)
            .put("userCode", userCode)
            .put("verificationUri", verificationUri.toString())
            .put("interval", interval.toString())
            .put("expiresAt", expiresAt.toString());
    if (verificationUriComplete != null) {
      json.put("verificationUriComplete", verificationUriComplete.toString());
    }
    ArrayNode names = json.putArray("scopes");
    scopes.forEach(names::add);
    return Json.write(json);
  }

  /**
   * Returns the device authorization of which this is the {@link #text}.
   *
   * @throws IllegalArgumentException if it is not such a text, or that of a newer version
   */
  public static DeviceAuthorization parse(String text) {
    try {
      ObjectNode json = Json.object(text).orElseThrow();
      if (json.path(FORMAT).intValue() == VERSION) {
        return read(json);
      }
    } catch (RuntimeException e) {
      // What is wrong with it may be a secret.
    }
    throw new IllegalArgumentException("text: not the text of a device authorization");
  }

  private static DeviceAuthorization read(ObjectNode json) {
    String complete = json.path("verificationUriComplete").textValue();
    Set<String> scopes = new HashSet<>();
    for (JsonNode scope : json.required("scopes")) {
      scopes.add(scope.textValue());
    }
    return new DeviceAuthorization(
        json.required("clientId").textValue(),
        json.required("deviceCode").textValue(),
        json.required("userCode").textValue(),
        URI.create(json.required("verificationUri").textValue()),
        complete == null ? null : URI.create(complete),
        Duration.parse(json.required("interval").textValue()),
        Instant.parse(json.required("expiresAt").textValue()),
        scopes);
  }

  /** Returns the client ID, the page and the expiry, without the codes. */
  @Override
  public String toString() {
    String page = verificationUri.toString().replaceFirst("[?#].*", "");
    return "DeviceAuthorization[clientId=%s, verificationUri=%s, expiresAt=%s]"
        .formatted(clientId, page, expiresAt);
  }
}
