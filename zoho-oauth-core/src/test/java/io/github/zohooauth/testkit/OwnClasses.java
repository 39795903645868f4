package io.github.zohooauth.testkit;

import io.github.zohooauth.client.SelfClient;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;

/** The classes of the library, as they were built. */
public final class OwnClasses {

  private static final URL SOURCE =
      SelfClient.class.getProtectionDomain().getCodeSource().getLocation();

  private static final Path ROOT = Path.of(URI.create(SOURCE.toString()));

  private OwnClasses() {}

  public static List<Class<?>> all() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .map(file -> ROOT.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .<Class<?>>map(OwnClasses::load)
          .filter(type -> !type.isAnonymousClass())
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  static boolean isOwn(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source != null && SOURCE.equals(source.getLocation());
  }
}
