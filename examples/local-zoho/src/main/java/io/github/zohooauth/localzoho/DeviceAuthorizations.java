package io.github.zohooauth.localzoho;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every device that waits or waited for a user, by either code. Thread-safe. */
final class DeviceAuthorizations {
  private final Map<String, DeviceAuthorization> byDeviceCode = new ConcurrentHashMap<>();
  private final Map<String, DeviceAuthorization> byUserCode = new ConcurrentHashMap<>();

  void add(DeviceAuthorization device, String deviceCode, String userCode) {
    byDeviceCode.put(deviceCode, device);
    byUserCode.put(asTyped(userCode), device);
  }

  Optional<DeviceAuthorization> ofDeviceCode(String deviceCode) {
    return Optional.ofNullable(byDeviceCode.get(deviceCode));
  }

  /** Finds a device by what a user typed: in any case, with or without the hyphen. */
  Optional<DeviceAuthorization> ofUserCode(String userCode) {
    return Optional.ofNullable(byUserCode.get(asTyped(userCode)));
  }

  private static String asTyped(String userCode) {
    return userCode.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
  }
}
