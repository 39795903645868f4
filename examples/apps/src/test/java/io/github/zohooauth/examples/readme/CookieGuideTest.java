package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The guide's cookie in place of a session, verbatim but for literals, on two hosts. */
@ExtendWith(LocalZohoExtension.class)
class CookieGuideTest {

  private static final String CALLBACK = "// GET /callback";
  private static final String KEYS = "2026-12:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @TempDir private Path temp;

  /**
   * The block as a program.
   *
   * @param between what happens between the two requests
   */
  private CookieStage stage(LocalZoho zoho, User user, String between) throws Exception {
    Client registered = user.serverClient(URI.create("https://app.example/callback"));
    String block = Guide.blocks("java", Guide.CORE.part("A cookie in place of a session")).get(0);
    assertThat(block).contains(CALLBACK, "System.getenv(\"COOKIE_KEYS\")", ", keys)");
    String program =
        """
        public class Block extends io.github.zohooauth.examples.readme.CookieStage {
          private final TokenStore shared = TokenStore.inMemory();
          public Block() {}
          protected ServerClient nextHost() {
            return ServerClient.builder().clientId("%s").clientSecret("%s")
                .dataCenter(DataCenter.of("eu", URI.create("%s"), URI.create("%s")))
                .redirectUri("https://app.example/callback")
                .tokenStore(shared).clock(clock()).build();
          }
          protected void run() throws Exception {
            ServerClient zoho = nextHost();
        %s
            this.token = zoho.forOwner(TokenOwner.user("%s")).getAccessToken();
          }
        }
        """
            .formatted(
                registered.id(),
                registered.secret(),
                zoho.accountsServer("eu"),
                zoho.apiBase("eu", CrmEnvironment.PRODUCTION),
                block
                    .replace("System.getenv(\"COOKIE_KEYS\")", '"' + KEYS + '"')
                    .replace(", keys)", ", keys, clock())")
                    .replace(CALLBACK, between + CALLBACK),
                user.email());
    return (CookieStage) Compiled.type(temp, "Block", program).newInstance();
  }

  @Test
  void answer_thatComesToAnotherHost_signsTheUserIn(LocalZoho zoho) throws Exception {
    User user = zoho.user("eu");
    CookieStage stage = stage(zoho, user, "zoho = nextHost();\n");
    assertThat(stage.play(zoho, zoho.browser(user))).isNotNull();
    assertThat(stage.isClean()).as("the cookie is deleted").isTrue();
  }

  @Test
  void callback_withoutTheCookie_goesBackToTheLogin(LocalZoho zoho) throws Exception {
    User user = zoho.user("eu");
    String lost =
        "setCookie(\"__Host-zoho=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax\");\n";
    CookieStage stage = stage(zoho, user, lost);
    assertThat(stage.play(zoho, zoho.browser(user))).isNull();
    assertThat(stage.ownPage()).isEqualTo(URI.create("/login"));
    assertThat(zoho.tokenRequests()).isEmpty();
  }
}
