package io.github.zohooauth.internal.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.internal.text.Json;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The codes that Zoho issued for a device, in a normal form.
 *
 * @param verificationUri as received; {@link VerificationUri} must check it before it is shown
 * @param verificationUriComplete the same with the user code in it, or null
 * @param life the lifetime of both codes
 * @param interval the time between two polls that Zoho asks for, which is less than Zoho tolerates
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.2">RFC 8628, section 3.2</a>
 */
public record DeviceResponse(
    String userCode,
    String deviceCode,
    String verificationUri,
    @Nullable String verificationUriComplete,
    Duration life,
    Duration interval) {

  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Matches one line that a person can read and type. */
  private static final Pattern USER_CODE = Pattern.compile("[!-~]([ -~]{0,62}[!-~])?");

  /** Reads the codes in this answer; empty if it is not a success. */
  public static Optional<DeviceResponse> in(HttpAnswer answer) {
    return answer.success().flatMap(DeviceResponse::in);
  }

  /** Reads the codes in this object; empty if one is missing or malformed. */
  static Optional<DeviceResponse> in(ObjectNode json) {
    String userCode = Json.text(json, "user_code");
    String deviceCode = Json.text(json, "device_code");
    String uri = either(json, "verification_uri", "verification_url");
    if (userCode == null || deviceCode == null || uri == null) {
      return Optional.empty();
    }
    if (!USER_CODE.matcher(userCode).matches() || !Require.isToken(deviceCode)) {
      return Optional.empty();
    }
    return Optional.of(
        new DeviceResponse(
            userCode,
            deviceCode,
            uri,
            either(json, "verification_uri_complete", "verification_url_complete"),
            duration(json, "expires_in", LONGEST.toSeconds() + 1, LIFE),
            duration(json, "interval", 1000, INTERVAL)));
  }

  /** Reads a member by either name. RFC 8628 writes {@code uri}, Zoho mostly writes {@code url}. */
  private static @Nullable String either(ObjectNode json, String one, String other) {
    String text = Json.text(json, one);
    return text == null ? Json.text(json, other) : text;
  }

  /**
   * Reads a duration of at most an hour. A number below {@code milliseconds} is in seconds, others
   * are in milliseconds.
   */
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
    return "DeviceResponse[codes redacted, life=%s, interval=%s]".formatted(life, interval);
  }
}
