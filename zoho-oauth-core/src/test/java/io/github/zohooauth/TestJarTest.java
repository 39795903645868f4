package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.testing.FakeTokenProvider;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** What an application needs to use the test-jar. */
class TestJarTest {

  private static final Pattern USE = Pattern.compile("-> (\\S+)\\.[A-Z]");
  private static final String JDK = "java\\.[a-z.]+";

  /** And JSpecify, whose annotations may be missing at run time. */
  private static final String EXPORTED =
      "io\\.github\\.zohooauth(\\.(client|http|store))?|org\\.jspecify\\.annotations";

  private static Set<String> packagesUsedBy(String name) throws URISyntaxException {
    Path classes =
        Path.of(
            FakeTokenProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    StringWriter printed = new StringWriter();
    int exit =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintWriter(printed),
                new PrintWriter(printed),
                "-verbose:class",
                "-filter:none",
                classes.resolve("io/github/zohooauth/" + name).toString());
    assertThat(exit).as(printed.toString()).isZero();
    Set<String> used = new TreeSet<>();
    USE.matcher(printed.toString()).results().forEach(use -> used.add(use.group(1)));
    assertThat(used).contains("java.lang", "io.github.zohooauth");
    return used;
  }

  /** Neither JUnit nor an internal package. */
  @Test
  void fakes_needCoreAlone() throws URISyntaxException {
    assertThat(packagesUsedBy("testing"))
        .allMatch(Pattern.compile(JDK + "|" + EXPORTED + "|.*\\.testing").asMatchPredicate());
  }

  @Test
  void contract_needsJupiterAndAssertJ() throws URISyntaxException {
    String tests = "|.*\\.contract|org\\.junit\\.jupiter\\.api|org\\.assertj\\.core\\.api";
    assertThat(packagesUsedBy("contract"))
        .allMatch(Pattern.compile(JDK + "|" + EXPORTED + tests).asMatchPredicate());
  }
}
