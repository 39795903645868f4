package io.github.zohooauth.examples.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The guide's Kotlin, verbatim, and what Kotlin's compiler refuses by the annotations. */
@Timeout(120)
class GuideKotlinTest {

  private static final Pattern ERROR = Pattern.compile("Program\\.kt:(\\d+):\\d+: error:");

  /** An application does not get JSpecify with the library. */
  private static final String CLASS_PATH =
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(entry -> !entry.contains("jspecify"))
          .collect(Collectors.joining(File.pathSeparator));

  /** Plays the block on one thread, with a token that comes late, and then with a failure. */
  private static final String PLAY =
      """

      fun play(): String = runBlocking {
        val fake = FakeTokenProvider.of(DataCenter.EU)
        val pending = CompletableFuture<AccessToken>()
        val slow = object : TokenProvider {
          override fun getAccessToken(): AccessToken = throw AssertionError("this would block")
          override fun getAccessTokenAsync() = pending
        }
        val asked = async { Leads(slow).request() }
        yield()
        pending.complete(fake.token())
        val request = asked.await()
        fake.failWith(RateLimitedException("Wait.", Instant.EPOCH))
        val failure =
          try { Leads(fake).request().toString() } catch (e: RateLimitedException) { "until ${e.retryAt()}" }
        val user = FakeUserInfo.builder().subject("42").build()
        "${request.uri()} ${request.headers().map()} $failure, ${greeting(user)}"
      }
      """;

  private static final String IMPORTS =
      """
      import io.github.zohooauth.client.SignInResult
      import io.github.zohooauth.testing.*
      import java.time.Instant
      import java.util.concurrent.CompletableFuture
      import kotlinx.coroutines.*
      """;

  @TempDir private Path temp;

  private String compile(String text, ExitCode expected) throws IOException {
    Path source = Files.writeString(temp.resolve("Program.kt"), text);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ExitCode exit =
        new K2JVMCompiler()
            .exec(
                new PrintStream(said, true, UTF_8),
                "-no-stdlib",
                "-no-reflect",
                "-jvm-target",
                "17",
                "-classpath",
                CLASS_PATH,
                "-d",
                temp.toString(),
                source.toString());
    assertThat(exit).as(said.toString(UTF_8)).isEqualTo(expected);
    return said.toString(UTF_8);
  }

  @Test
  void block_suspends_andThrowsTheLibrarysExceptions() throws Exception {
    String block = Guide.blocks("kotlin", Guide.CORE.part("Kotlin")).get(0);
    String said = compile(IMPORTS + block + PLAY, ExitCode.OK);
    assertThat(said).doesNotContain("warning:");
    try (URLClassLoader classes = new URLClassLoader(new URL[] {temp.toUri().toURL()})) {
      assertThat(classes.loadClass("ProgramKt").getMethod("play").invoke(null))
          .isEqualTo(
              "https://www.zohoapis.eu/crm/v8/Leads?fields=Last_Name"
                  + " {Authorization=[Zoho-oauthtoken 1000.fake-1]}"
                  + " until 1970-01-01T00:00:00Z, Hello 42");
    }
  }

  /** By the annotations of records, methods, parameters and whole packages. */
  @Test
  void nullWithoutACheck_isAnErrorOfTheCompiler() throws IOException {
    String program =
        """
        import io.github.zohooauth.*
        import io.github.zohooauth.client.SignInResult
        import io.github.zohooauth.store.StoredToken

        fun checked(user: UserInfo): String = user.displayName ?: user.subject
        fun of(value: String): TokenOwner = TokenOwner.user(value)
        fun wrong1(user: UserInfo): String = user.displayName
        fun wrong2(user: UserInfo): Int = user.email.length
        fun wrong3(result: SignInResult): String = result.idToken.subject()
        fun wrong4(token: StoredToken): String = token.refreshToken
        fun wrong5(): TokenOwner = TokenOwner.user(null)
        fun wrong6(value: String?): TokenOwner = TokenOwner.organization(value)
        """;
    List<String> lines =
        ERROR
            .matcher(compile(program, ExitCode.COMPILATION_ERROR))
            .results()
            .map(error -> error.group(1))
            .toList();
    assertThat(lines).containsExactly("7", "8", "9", "10", "11", "12");
  }
}
