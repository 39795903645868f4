package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The coordinates in the guides, for Maven and for Gradle, are those of the build's modules. */
class GuideCoordinatesTest {

  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern MAVEN =
      Pattern.compile(
          "<dependency>\\s*<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>"
              + "\\s*<version>(.*?)</version>");
  private static final Pattern GRADLE =
      Pattern.compile("mplementation\\(\"([^:\"]+):([^:\"]+):([^:\"]+)(?::tests)?\"\\)");
  private static final Pattern OWN =
      Pattern.compile(
          "</parent>\\s*<artifactId>(.*?)</artifactId>|<artifactId>zoho-oauth-parent</artifactId>\\s*<version>(.*?)</version>");

  private static String own(Path directory, int group) throws IOException {
    return OWN.matcher(Files.readString(directory.resolve("pom.xml")))
        .results()
        .map(found -> found.group(group))
        .filter(found -> found != null)
        .findFirst()
        .orElseThrow();
  }

  private static void assertKnown(Guide guide, MatchResult coordinates) throws IOException {
    String artifact = coordinates.group(2);
    Path module = ROOT.resolve(artifact.startsWith("local") ? "examples/" + artifact : artifact);
    assertThat(coordinates.group(1)).as("%s", guide).isEqualTo("io.github.zohooauth");
    assertThat(artifact).as("%s", guide).isEqualTo(own(module, 1));
    assertThat(coordinates.group(3)).as("%s", guide).isEqualTo(own(ROOT, 2));
  }

  @Test
  void coordinates_areThoseOfTheModules() throws IOException {
    Set<Guide> maven = EnumSet.noneOf(Guide.class);
    Set<Guide> gradle = EnumSet.noneOf(Guide.class);
    for (Guide guide : Guide.values()) {
      for (MatchResult found : MAVEN.matcher(guide.text()).results().toList()) {
        assertKnown(guide, found);
        maven.add(guide);
      }
      for (MatchResult found : GRADLE.matcher(guide.text()).results().toList()) {
        assertKnown(guide, found);
        gradle.add(guide);
      }
    }
    assertThat(maven)
        .isEqualTo(gradle)
        .contains(Guide.README, Guide.CORE, Guide.FILE, Guide.JDBC, Guide.LOCAL_ZOHO);
  }
}
