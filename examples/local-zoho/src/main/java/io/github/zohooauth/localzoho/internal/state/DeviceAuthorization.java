package io.github.zohooauth.localzoho.internal.state;

import io.github.zohooauth.localzoho.protocol.DeviceSwitch;
import io.github.zohooauth.localzoho.protocol.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A device that waits for a user, at all data centers (section 5). Thread-safe. */
public final class DeviceAuthorization {
  public static final Duration LIFE = Duration.ofMinutes(5);
  public static final Duration INTERVAL = Duration.ofSeconds(5);

  private enum Stage {
    WAITING,
    ACCEPTED,
    REFUSED,
    USED
  }

  private final Registration client;
  private final List<String> scopes;
  private final boolean offline;
  private final Instant expiresAt;
  private final Reading reading;
  private final Map<String, Instant> lastPolls = new HashMap<>();
  private Stage stage = Stage.WAITING;
  private @Nullable String userLocation;
  private @Nullable Grant grant;

  public DeviceAuthorization(
      Registration client, List<String> scopes, boolean offline, Instant now, Reading reading) {
    this.client = client;
    this.scopes = List.copyOf(scopes);
    this.offline = offline;
    this.expiresAt = now.plus(LIFE);
    this.reading = reading;
  }

  public Registration client() {
    return client;
  }

  public List<String> scopes() {
    return scopes;
  }

  public boolean offline() {
    return offline;
  }

  /** Learns where the user lives who has entered the code and signed in, unless it is decided. */
  public synchronized void seenBy(Account user) {
    if (stage == Stage.WAITING) {
      userLocation = user.location();
    }
  }

  /** Takes what the user allows, and returns whether it still counts. */
  public synchronized boolean accept(Grant allowed, Instant now) {
    if (!decide(Stage.ACCEPTED, allowed.user(), now)) {
      return false;
    }
    grant = allowed;
    return true;
  }

  /** Takes the user's refusal, and returns whether it still counts. */
  public synchronized boolean refuse(Account user, Instant now) {
    return decide(Stage.REFUSED, user, now);
  }

  public synchronized boolean waits(Instant now) {
    return stage == Stage.WAITING && now.isBefore(expiresAt);
  }

  /** Answers a poll at one data center; {@code GRANTED} uses this up. */
  public synchronized DeviceFeedback poll(String location, Instant now) {
    boolean early = isEarly(location, now);
    if (!now.isBefore(expiresAt)) {
      return DeviceFeedback.EXPIRED;
    }
    if (early) {
      return DeviceFeedback.SLOW_DOWN;
    }
    if (isKnownElsewhere(location)) {
      return DeviceFeedback.OTHER_DC;
    }
    return switch (stage) {
      case WAITING -> DeviceFeedback.AUTHORIZATION_PENDING;
      case REFUSED -> DeviceFeedback.ACCESS_DENIED;
      case USED -> DeviceFeedback.INVALID_CODE;
      case ACCEPTED -> {
        stage = Stage.USED;
        yield DeviceFeedback.GRANTED;
      }
    };
  }

  /** Returns the data center of the user who has signed in. */
  public synchronized String userLocation() {
    if (userLocation == null) {
      throw new IllegalStateException("no user has signed in");
    }
    return userLocation;
  }

  /** Returns what the user allowed. */
  public synchronized Grant grant() {
    if (grant == null) {
      throw new IllegalStateException("nothing is granted");
    }
    return grant;
  }

  private boolean decide(Stage next, Account user, Instant now) {
    if (!waits(now)) {
      return false;
    }
    stage = next;
    userLocation = user.location();
    return true;
  }

  private boolean isKnownElsewhere(String location) {
    return userLocation != null
        && !userLocation.equals(location)
        && (stage != Stage.WAITING || reading.is(DeviceSwitch.OtherDataCenterWhen.SIGNED_IN));
  }

  /** Notes a poll and returns whether it comes too soon after the one before. */
  private boolean isEarly(String location, Instant now) {
    String paced = reading.is(DeviceSwitch.PacedTogether.YES) ? "" : location;
    Instant before = lastPolls.put(paced, now);
    Duration pace =
        switch (reading.get(DeviceSwitch.PollPace.class)) {
          case THIRTY_SECONDS -> Duration.ofSeconds(30);
          case INTERVAL -> INTERVAL;
          case NOT_ENFORCED -> Duration.ZERO;
        };
    return before != null && now.isBefore(before.plus(pace));
  }

  /** Names the client only. */
  @Override
  public String toString() {
    return "DeviceAuthorization[" + client + "]";
  }
}
