package io.github.zohooauth.examples.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.store.file.FileTokenStore;
import io.github.zohooauth.store.jdbc.JdbcTokenStore;
import java.net.URISyntaxException;
import java.nio.file.Path;
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
    return new ClassFileImporter().importPaths(List.of(CORE.path(), FILE.path(), JDBC.path()));
  }

  JavaClasses classes() {
    return new ClassFileImporter().importPaths(List.of(path()));
  }

  String module() {
    return module;
  }

  private Path path() {
    try {
      return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
