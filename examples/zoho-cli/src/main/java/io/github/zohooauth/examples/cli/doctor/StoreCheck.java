package io.github.zohooauth.examples.cli.doctor;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.examples.cli.profile.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the tokens are where only this user can read them, and whether they can be read. */
final class StoreCheck implements Check {

  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  @Override
  public String name() {
    return "token store";
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  /** Looks at the permissions first, because the store closes what is open when it is opened. */
  @Override
  public Finding examine(SetUp setUp) {
    Path directory = setUp.profile().tokens(setUp.around().home());
    if (!Files.exists(directory)) {
      return ok("%s will be made at the first login.".formatted(directory));
    }
    try {
      Optional<Path> open = openToOthers(directory);
      if (open.isPresent()) {
        return fail(
            "Other users of this machine can read or change %s.".formatted(open.get()),
            "Close it: chmod -R go= %s. Who read it has your tokens: zoho logout, then zoho login."
                .formatted(directory));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return opened(setUp, directory);
  }

  private Finding opened(SetUp setUp, Path directory) {
    boolean encrypted = setUp.profile().get(Setting.TOKEN_KEYS).isPresent();
    try {
      long records = setUp.clients().store().keys().count();
      return ok(
          "%s is yours alone. Its %d accounts can be read, and are %s."
              .formatted(directory, records, encrypted ? "encrypted" : "in plain text"));
    } catch (UnreadableRecordException e) {
      return fail(
          encrypted
              ? "A token in %s is in plain text, or was encrypted with another key."
                  .formatted(directory)
              : "The tokens in %s are encrypted, and the profile has no key.".formatted(directory),
          (encrypted
                  ? "Give the profile the keys with which the tokens were written"
                  : "Give it the key")
              + " (zoho profiles keys %s), or remove %s and log in again."
                  .formatted(setUp.profile(), directory));
    } catch (TokenStoreException e) {
      return fail(
          Objects.requireNonNullElse(e.getMessage(), "The store cannot be opened."),
          "Choose a directory for the tokens alone: zoho profiles set %s tokens=/path"
              .formatted(setUp.profile()));
    }
  }

  private static Optional<Path> openToOthers(Path directory) throws IOException {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path each : Stream.concat(Stream.of(directory), files).toList()) {
        if (!Files.isSymbolicLink(each)
            && !Collections.disjoint(
                Files.getPosixFilePermissions(each, LinkOption.NOFOLLOW_LINKS), OF_OTHERS)) {
          return Optional.of(each);
        }
      }
    }
    return Optional.empty();
  }
}
