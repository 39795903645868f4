package io.github.zohooauth.internal.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.internal.text.Json;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The codes that Zoho issued for a device.
 *
 * @param verificationUri as received; show only what {@link #page} returns
 * @param verificationUriComplete the same with the user code in it, or null
 * @param life the lifetime of both codes
 * @param interval the time between two polls that Zoho asks for, which is less than Zoho tolerates
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.2">RFC 8628, section 3.2</a>
 */
public record DeviceCodes(
    String userCode,
    String deviceCode,
    String verificationUri,
    @Nullable String verificationUriComplete,
    Duration life,
    Duration interval) {

  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Pattern USER_CODE = Pattern.compile("[!-~]([ -~]{0,62}[!-~])?");
  private static final Pattern PAGE = Pattern.compile("[!-~]{1,2048}");

  /** Reads the codes; empty if it is not a success, or if one is missing or malformed. */
  public static Optional<DeviceCodes> in(HttpAnswer answer) {
    return answer.success().flatMap(DeviceCodes::in);
  }

  private static Optional<DeviceCodes> in(ObjectNode json) {
    String userCode = Json.text(json, "user_code");
    String deviceCode = Json.text(json, "device_code");
    String uri = either(json, "verification_uri", "verification_url");
    if (userCode == null || deviceCode == null || uri == null) {
      return Optional.empty();
    }
    if (!isUserCode(userCode) || !Require.isToken(deviceCode)) {
      return Optional.empty();
    }
    return Optional.of(
        new DeviceCodes(
            userCode,
            deviceCode,
            uri,
            either(json, "verification_uri_complete", "verification_url_complete"),
            duration(json, "expires_in", LONGEST.toSeconds() + 1, LIFE),
            duration(json, "interval", 1000, INTERVAL)));
  }

  /** Returns whether it is one line of at most 64 characters that a user can read and type. */
  public static boolean isUserCode(String text) {
    return USER_CODE.matcher(text).matches();
  }

  /**
   * Returns the page as received; empty if it is not on an accounts server of the allow-list.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-5.4">RFC 8628, section 5.4</a>
   */
  public static Optional<URI> page(String received, DataCenters dataCenters) {
    if (!PAGE.matcher(received).matches()) {
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

  /** Reads a member by either name. RFC 8628 writes {@code uri}, Zoho mostly writes {@code url}. */
  private static @Nullable String either(ObjectNode json, String one, String other) {
    String text = Json.text(json, one);
    return text == null ? Json.text(json, other) : text;
  }

  /** Reads a duration. A number from {@code milliseconds} on is in milliseconds, not in seconds. */
  private static Duration duration(
      ObjectNode json, String name, long milliseconds, Duration absent) {
    OptionalLong number = Json.positive(json, name);
    if (number.isEmpty()) {
      return absent;
    }
    long value = number.getAsLong();
    Duration read = value < milliseconds ? Duration.ofSeconds(value) : Duration.ofMillis(value);
    return read.compareTo(LONGEST) > 0 ? LONGEST : read;
  }

  @Override
  public String toString() {
    return "DeviceCodes[codes redacted, life=%s, interval=%s]".formatted(life, interval);
  }
}
