package io.github.zohooauth;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes of the library, as they were built. */
final class OwnClasses {

  private OwnClasses() {}

  static List<Class<?>> all() throws IOException, URISyntaxException {
    Path root =
        Path.of(SelfClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String own = SelfClient.class.getPackageName();
    try (Stream<Path> files = Files.list(root.resolve(own.replace('.', '/')))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .<Class<?>>map(name -> load(own + "." + name))
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
    return type.getPackageName().equals(SelfClient.class.getPackageName());
  }
}
