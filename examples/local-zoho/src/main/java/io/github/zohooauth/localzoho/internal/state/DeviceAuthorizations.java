package io.github.zohooauth.localzoho.internal.state;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every device that waits or waited for a user, by either code. Thread-safe. */
public final class DeviceAuthorizations {
  private final Map<String, DeviceAuthorization> byDeviceCode = new ConcurrentHashMap<>();
  private final Map<String, DeviceAuthorization> byUserCode = new ConcurrentHashMap<>();

  public void add(DeviceAuthorization device, String deviceCode, String userCode) {
    byDeviceCode.put(deviceCode, device);
    byUserCode.put(asTyped(userCode), device);
  }

  public Optional<DeviceAuthorization> ofDeviceCode(String deviceCode) {
    return Optional.ofNullable(byDeviceCode.get(deviceCode));
  }

  /** Finds a device by what a user typed: in any case, with or without the hyphen. */
  public Optional<DeviceAuthorization> ofUserCode(String userCode) {
    return Optional.ofNullable(byUserCode.get(asTyped(userCode)));
  }

  private static String asTyped(String userCode) {
    return userCode.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
  }
}
