package io.github.zohooauth.examples.cli.profile;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.examples.cli.Surroundings;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/** The profiles of this user: a file each, which only the user may read. */
public final class ProfileDirectory {

  /** The name of the profile that the environment alone makes. */
  public static final String ENVIRONMENT = "environment";

  private static final String SUFFIX = ".properties";
  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private final Surroundings surroundings;
  private final Path directory;
  private final Path current;

  public ProfileDirectory(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.directory = surroundings.home().resolve("profiles");
    this.current = surroundings.home().resolve("current-profile");
  }

  /** Returns the names, in alphabetical order. */
  public List<String> names() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the name of the profile to use if the command line names none. */
  public Optional<String> currentName() {
    if (surroundings.variable("ZOHO_PROFILE").isPresent()) {
      return surroundings.variable("ZOHO_PROFILE");
    }
    if (surroundings.variable(Setting.CLIENT_ID.variable()).isPresent()) {
      return Optional.of(ENVIRONMENT);
    }
    try {
      return Files.exists(current)
          ? Optional.of(Files.readString(current).strip())
          : names().stream().findFirst().filter(only -> names().size() == 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a profile the one to use. */
  public void use(String name) {
    Path unused = file(name);
    write(current, writer -> writer.write(name + System.lineSeparator()));
  }

  /** Returns a profile; secrets in the environment count before those in its file. */
  public Profile load(String name) {
    Map<String, String> settings = new HashMap<>();
    if (name.equals(ENVIRONMENT)) {
      Stream.of(Setting.values())
          .forEach(one -> variable(one).ifPresent(value -> settings.put(one.key(), value)));
    } else {
      settings.putAll(read(name));
    }
    Stream.of(Setting.values())
        .filter(Setting::isSecret)
        .forEach(one -> variable(one).ifPresent(value -> settings.put(one.key(), value)));
    return new Profile(name, settings);
  }

  /** Returns a profile as its file has it. */
  public Profile stored(String name) {
    return new Profile(name, read(name));
  }

  private Optional<String> variable(Setting setting) {
    return surroundings.variable(setting.variable());
  }

  private Map<String, String> read(String name) {
    Path file = file(name);
    if (!Files.exists(file)) {
      throw new ConfigurationException(
          "There is no profile %s, only %s. Make one: zoho profiles add %s --client-id=..."
              .formatted(name, names(), name));
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> settings = new HashMap<>();
    properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
    return settings;
  }

  /** Writes a profile, for this user alone. */
  public void save(Profile profile) {
    Properties properties = new Properties();
    properties.putAll(profile.settings());
    write(file(profile.name()), writer -> properties.store(writer, null));
  }

  /** Removes a profile; its tokens stay. */
  public boolean remove(String name) {
    try {
      return Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the permissions that other users have on a profile's file; none if all is well. */
  public Set<PosixFilePermission> openTo(String name) {
    Path file = file(name);
    try {
      if (!isPosix() || !Files.exists(file)) {
        return Set.of();
      }
      Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
      found.retainAll(OF_OTHERS);
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Refuses a profile that other users can read, as ssh refuses such a key. */
  public void requirePrivate(String name) {
    if (!openTo(name).isEmpty()) {
      throw new ConfigurationException(
          "Other users can read or change %s, which has a client secret. Nothing was sent. Close"
                  .formatted(file(name))
              + " it: chmod 600 "
              + file(name));
    }
  }

  /** Returns the file of a profile. */
  public Path file(String name) {
    if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException("profile: 1 to 64 letters, digits, - and _ are needed");
    }
    return directory.resolve(name + SUFFIX);
  }

  private interface Text {
    void writeTo(Writer writer) throws IOException;
  }

  /** Replaces a file as a whole; the new one is closed to others from the start. */
  private void write(Path file, Text text) {
    try {
      Files.createDirectories(directory, attributes("rwx------"));
      Path next = Files.createTempFile(directory, ".new", "", attributes("rw-------"));
      try (Writer writer = Files.newBufferedWriter(next, StandardCharsets.UTF_8)) {
        text.writeTo(writer);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<?>[] attributes(String permissions) {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
