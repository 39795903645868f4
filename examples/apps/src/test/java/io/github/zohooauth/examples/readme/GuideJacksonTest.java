package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The versions of Jackson that the guide states are those of the build. */
class GuideJacksonTest {

  private static final String PART = Guide.CORE.part("Jackson");

  private static String group(String regex, String text) {
    Matcher found = Pattern.compile(regex, Pattern.DOTALL).matcher(text);
    assertThat(found.find()).as(regex).isTrue();
    return found.group(1);
  }

  @Test
  void oldestVersion_isThatOfTheProfile() throws IOException {
    String pom = Files.readString(Path.of("..", "..", "pom.xml"));
    String profile = group("<id>jackson-oldest</id>(.*?)</profile>", pom);
    String oldest = group("<jackson.version>(.*?)</jackson.version>", profile);
    assertThat(PART).contains("runs core's tests on " + oldest + ".");
    assertThat(oldest).isEqualTo(group("jackson-databind, ([\\d.]+) or a later 2", PART));
    String usual = group("<jackson.version>(.*?)</jackson.version>", pom);
    assertThat(usual).startsWith(group("built with (\\d+\\.\\d+)", PART) + ".");
    assertThat(Guide.blocks("sh", PART)).singleElement().asString().contains("-Pjackson-oldest");
  }
}
