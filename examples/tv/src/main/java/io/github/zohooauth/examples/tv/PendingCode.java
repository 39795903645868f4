package io.github.zohooauth.examples.tv;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import io.github.zohooauth.client.DeviceAuthorization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.time.InstantSource;
import java.util.Optional;

/** The code that the viewer has not decided on yet, in a file that only its owner may read. */
final class PendingCode {

  private final Path file;
  private final String clientId;
  private final InstantSource clock;

  /** Keeps the code of one client. A code of another one is not loaded. */
  PendingCode(Path file, String clientId, InstantSource clock) {
    this.file = file;
    this.clientId = clientId;
    this.clock = clock;
  }

  /** Returns the code, unless there is none that a viewer can still enter. */
  Optional<DeviceAuthorization> load() {
    try {
      return Files.exists(file)
          ? Optional.of(DeviceAuthorization.parse(Files.readString(file))).filter(this::isGood)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not the text of a code: a new one takes its place
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isGood(DeviceAuthorization code) {
    return code.clientId().equals(clientId) && code.expiresAt().isAfter(clock.instant());
  }

  /** Keeps the code, which with its device code is a secret. */
  DeviceAuthorization keep(DeviceAuthorization code) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.deleteIfExists(file);
      Files.createFile(file, onlyForOwner());
      Files.writeString(file, code.text());
      return code;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<?>[] onlyForOwner() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {asFileAttribute(fromString("rw-------"))}
        : new FileAttribute<?>[0];
  }

  void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
