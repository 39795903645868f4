package io.github.zohooauth.examples.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.store.file.FileTokenStore;
import io.github.zohooauth.store.jdbc.JdbcTokenStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** The class files of the three libraries. */
enum Libraries {
  CORE("zoho-oauth-core", TokenProvider.class),
  FILE("zoho-oauth-store-file", FileTokenStore.class),
  JDBC("zoho-oauth-store-jdbc", JdbcTokenStore.class);

  private final String module;
  private final Class<?> one;

  Libraries(String module, Class<?> one) {
    this.module = module;
    this.one = one;
  }

  static JavaClasses all() {
    return imported(List.of(CORE.location(), FILE.location(), JDBC.location()));
  }

  JavaClasses classes() {
    return imported(List.of(location()));
  }

  private static JavaClasses imported(List<Location> locations) {
    return new ClassFileImporter().importLocations(locations);
  }

  String module() {
    return module;
  }

  /** A directory, or a jar if the library is packaged before the tests run. */
  private Location location() {
    try {
      URI classes = one.getProtectionDomain().getCodeSource().getLocation().toURI();
      boolean isJar = classes.getPath().endsWith(".jar");
      return Location.of(isJar ? URI.create("jar:" + classes + "!/") : classes);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
