package io.github.zohooauth.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.zohooauth.TokenStoreException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A native image includes the scripts. If it does not, the message says so. */
class ScriptsInAnImageTest {

  private static final String METADATA =
      "/META-INF/native-image/io.github.zohooauth/zoho-oauth-store-jdbc/";

  /** Loads the store's classes without its resources, as in an image that lacks them. */
  private static final class WithoutScripts extends URLClassLoader {

    WithoutScripts() {
      super(
          new URL[] {JdbcTokenStore.class.getProtectionDomain().getCodeSource().getLocation()},
          ScriptsInAnImageTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null && name.startsWith("io.github.zohooauth.store.jdbc.")) {
        loaded = findClass(name);
      }
      return loaded == null ? super.loadClass(name, resolve) : loaded;
    }

    @Override
    public @Nullable URL getResource(String name) {
      return name.startsWith("META-INF/zoho-oauth") ? null : super.getResource(name);
    }
  }

  @Test
  void createSchema_withoutScripts_namesTheMissingScript() throws Exception {
    try (WithoutScripts image = new WithoutScripts()) {
      Class<?> type = image.loadClass(JdbcTokenStore.class.getName());
      Object store = type.getMethod("of", DataSource.class).invoke(null, Database.H2.pool());
      assertThatThrownBy(() -> type.getMethod("createSchema").invoke(store))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isInstanceOf(TokenStoreException.class)
          .hasMessageContaining("/META-INF/zoho-oauth/h2.sql is not in this program")
          .hasMessageContaining("No table was created.")
          .hasMessageContaining("META-INF/zoho-oauth/*.sql among its resources");
    }
  }

  @ParameterizedTest
  @EnumSource
  void metadata_includesEachScript(Dialect dialect) throws IOException {
    String script = dialect.script().substring(1);
    assertThat(JdbcTokenStore.class.getResource("/" + script)).isNotNull();
    String glob = json("reachability-metadata.json").at("/resources/0/glob").asText();
    assertThat(FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(script)))
        .isTrue();
    String pattern = json("resource-config.json").at("/resources/includes/0/pattern").asText();
    assertThat(script).matches(Pattern.compile(pattern));
  }

  private static JsonNode json(String file) throws IOException {
    try (InputStream in = JdbcTokenStore.class.getResourceAsStream(METADATA + file)) {
      assertThat(in).as(file).isNotNull();
      return new JsonMapper().readTree(new String(in.readAllBytes(), UTF_8));
    }
  }
}
