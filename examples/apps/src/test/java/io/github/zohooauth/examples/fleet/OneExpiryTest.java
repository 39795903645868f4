package io.github.zohooauth.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.setting.Printed;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneExpiryTest {

  @TempDir Path directory;

  @Test
  void show_ofProcessesOnOneDirectory_hasOneRefreshAndNoToken() throws IOException {
    Printed printed = new Printed();
    OneExpiry.show(SharedStore.in(directory.resolve("tokens")), directory, 2, printed.out());
    assertThat(printed.text())
        .containsOnlyOnce("renewed token #2")
        .containsOnlyOnce("adopted token #2")
        .contains("Refreshes that Zoho received: 1")
        .doesNotContainPattern("1000\\.[0-9a-f]{32}");
  }
}
