package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.endpoint.DeviceCodes;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One device authorization under way: the code, and the page where a person enters it, on whatever
 * device has a browser.
 *
 * <p>Show both as they are, and hand this to {@link DeviceClient#exchange(DeviceAuthorization)},
 * which waits for the person's decision. It is good for one decision. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.3">RFC 8628, section 3.3</a>
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/devices/initiation-request.html">Zoho:
 *     devices</a>
 */
public final class DeviceAuthorization {

  private enum Stage {
    FREE,
    POLLED,
    OVER
  }

  private final Object maker;
  private final DeviceCodes codes;
  private final URI verificationUri;
  private final @Nullable URI verificationUriComplete;
  private final Set<String> scopes;
  private final Instant expiresAt;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.FREE);

  /** What polling has learned so far; of whoever has begun to poll. */
  private final PollPace pace;

  private DataCenter dataCenter;
  private int moves;

  DeviceAuthorization(
      Object maker,
      DeviceCodes codes,
      URI verificationUri,
      @Nullable URI verificationUriComplete,
      Set<String> scopes,
      Instant expiresAt,
      PollPace pace,
      DataCenter dataCenter) {
    this.maker = maker;
    this.codes = codes;
    this.verificationUri = verificationUri;
    this.verificationUriComplete = verificationUriComplete;
    this.scopes = scopes;
    this.expiresAt = expiresAt;
    this.pace = pace;
    this.dataCenter = dataCenter;
  }

  /** Returns the code that the person types, to be shown as it is: keep it out of logs. */
  public String userCode() {
    return codes.userCode();
  }

  /** Returns the page on Zoho's accounts server where the person types the code. */
  public URI verificationUri() {
    return verificationUri;
  }

  /**
   * Returns the same page with the code in it, for a link or a QR code, if Zoho gave one: keep it
   * out of logs.
   */
  public Optional<URI> verificationUriComplete() {
    return Optional.ofNullable(verificationUriComplete);
  }

  /** Returns from when on the code is worth nothing. */
  public Instant expiresAt() {
    return expiresAt;
  }

  String deviceCode() {
    return codes.deviceCode();
  }

  /** How long it is still good for. */
  Duration life(Instant now) {
    Duration left = Duration.between(now, expiresAt);
    return left.isNegative() ? Duration.ZERO : left;
  }

  Set<String> scopes() {
    return scopes;
  }

  PollPace pace() {
    return pace;
  }

  /** Where it is polled: at first where the client is registered. */
  DataCenter dataCenter() {
    return dataCenter;
  }

  /** Whether this is who made it. */
  @SuppressWarnings("ReferenceEquality") // one and the same, not an equal one
  boolean isOf(Object other) {
    return maker == other;
  }

  /** Moves on to where the person lives, and returns how many times it has moved. */
  int moveTo(DataCenter other) {
    dataCenter = other;
    return ++moves;
  }

  /** Makes the caller the one who polls; false if it is over. */
  boolean begin() {
    Stage before = stage.compareAndExchange(Stage.FREE, Stage.POLLED);
    if (before == Stage.POLLED) {
      throw new IllegalStateException("prompt: another call is polling it already");
    }
    return before == Stage.FREE;
  }

  void end(boolean forGood) {
    stage.set(forGood ? Stage.OVER : Stage.FREE);
  }

  /** Returns the page and the end, without the codes. */
  @Override
  public String toString() {
    return "DeviceAuthorization[verificationUri=%s, expiresAt=%s]"
        .formatted(verificationUri, expiresAt);
  }
}
