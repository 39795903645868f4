package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's tests of an application, verbatim, as programs that fail as the tests would. */
class GuideFakesTest {

  private static final List<String> BLOCKS =
      Guide.blocks("java", Guide.CORE.part("Tests of your application"));

  /** The class of the application, and what a test class has around the block. */
  private static final String PROGRAM =
      """
      import static org.junit.jupiter.api.Assertions.*;
      import io.github.zohooauth.testing.*;
      import java.time.Instant;

      record Report(TokenProvider tokens) {
        String authorization() {
          try {
            return tokens.getAccessToken().authorizationHeader();
          } catch (RateLimitedException e) {
            return "again at " + e.retryAt();
          }
        }
      }

      class %s {
        public static void main(String[] args) {
      %s
          System.out.print("passed");
        }
      }
      """;

  @TempDir private Path temp;

  private String run(String name, String block) throws Exception {
    return Compiled.type(temp, name, PROGRAM.formatted(name, block)).run(temp, Map.of());
  }

  @Test
  void fakeTokenProvider_passes() throws Exception {
    assertThat(run("Tokens", BLOCKS.get(0))).isEqualTo("passed");
  }

  @Test
  void fakeSignIn_passes() throws Exception {
    assertThat(run("SignedIn", BLOCKS.get(1))).isEqualTo("passed");
  }

  /** The project outside the build has Mockito, and runs these lines. */
  @Test
  void mock_isThatOfTheProjectOutside() throws IOException {
    Path outside =
        Path.of(
            "../../zoho-oauth-store-file/src/it/outside/src/test/java/outside/MockitoTest.java");
    assertThat(Files.readString(outside)).contains(BLOCKS.get(2).indent(4));
    assertThat(BLOCKS).hasSize(3);
  }
}
