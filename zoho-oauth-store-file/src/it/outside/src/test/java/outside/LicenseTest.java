package outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.store.file.FileTokenStore;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** Each jar brings the license of the project. */
class LicenseTest {

  @Test
  void license_isInEachJar() throws IOException, URISyntaxException {
    for (Class<?> type : List.of(TokenProvider.class, FileTokenStore.class)) {
      Path jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (JarFile file = new JarFile(jar.toFile())) {
        assertThat(file.getEntry("META-INF/LICENSE")).as("%s", jar.getFileName()).isNotNull();
      }
    }
  }
}
