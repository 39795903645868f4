package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.client.ServerClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.store.ListableTokenStore;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The guide's connected accounts and product hosts, verbatim. */
@ExtendWith(LocalZohoExtension.class)
class GuideOrganizationsTest {

  private static final Pattern COMMENT = Pattern.compile("URI (\\w+) = .*// in Canada (\\S+)");

  @TempDir private Path temp;

  private ConnectStage stage(String connect) throws Exception {
    List<String> blocks = Guide.blocks("java", Guide.CORE.part("Connected accounts"));
    assertThat(blocks).hasSize(2);
    assertThat(blocks.get(0)).contains(".promptConsent()");
    String program =
        """
        import com.fasterxml.jackson.databind.ObjectMapper;
        import java.io.IOException;
        public class Block extends io.github.zohooauth.examples.readme.ConnectStage {
          private PendingAuthorizations pending;
          private final String userId = "ada";
          public Block() {}
          protected void run() throws Exception {
            pending = PendingAuthorizations.upTo(10, clock());
        %s
            this.token = connected.isRenewable() ? connected.accessToken() : null;
          }
        %s
        }
        """
            .formatted(connect, blocks.get(1));
    return (ConnectStage) Compiled.type(temp, "Block", program).newInstance();
  }

  private static String connect() {
    return Guide.blocks("java", Guide.CORE.part("Connected accounts")).get(0);
  }

  private static ServerClient client(LocalZoho zoho, User user, TokenStore store) {
    Client registered = user.serverClient(URI.create("https://app.example/callback"));
    return ServerClient.builder()
        .clientId(registered.id())
        .clientSecret(registered.secret())
        .dataCenter(LocalEu.of(zoho))
        .redirectUri("https://app.example/callback")
        .tokenStore(store)
        .clock(zoho.clock())
        .build();
  }

  @Test
  void twoOrganizationsOfOneUser_areTwoOwners(LocalZoho zoho) throws Exception {
    ListableTokenStore store = TokenStore.inMemory();
    User user = zoho.user("eu");
    String second = user.addOrganization();
    try (ServerClient client = client(zoho, user, store)) {
      ConnectStage stage = stage(connect());
      stage.connectBy(client);
      AccessToken one = stage.play(zoho, zoho.browser(user).organization(user.organization()));
      AccessToken two = stage.play(zoho, zoho.browser(user).organization(second));
      assertThat(one).isNotNull();
      assertThat(two).isNotNull();
      assertThat(store.keysOf("ada"))
          .extracting(TokenKey::owner)
          .containsExactlyInAnyOrder(
              TokenOwner.user("ada").inOrganization(user.organization()),
              TokenOwner.user("ada").inOrganization(second));
      assertThat(List.of(one, two)).doesNotHaveDuplicates();
    }
  }

  /** Why the guide says that {@code promptConsent()} is needed. */
  @Test
  void secondConsent_thatIsNotAskedFor_bringsNoRefreshToken(LocalZoho zoho) throws Exception {
    User user = zoho.user("eu");
    String connect = connect().replace("    .promptConsent()\n", "");
    assertThat(connect).isNotEqualTo(connect());
    try (ServerClient client = client(zoho, user, TokenStore.inMemory())) {
      String newOwner = "TokenOwner.user(UUID.randomUUID().toString())";
      ConnectStage stage = stage(connect.replace("TokenOwner.user(userId)", newOwner));
      stage.connectBy(client);
      assertThat(stage.play(zoho, zoho.browser(user))).isNotNull();
      assertThat(stage.play(zoho, zoho.browser(user))).as("not renewable").isNull();
    }
  }

  /** The block, with a code for the sandbox as the API Console makes it. */
  @Test
  @SuppressWarnings("unchecked") // the class was compiled to be one
  void codeOfTheSandbox_isOfAnOwnerOfItsOwn(LocalZoho zoho) throws Exception {
    Client registered = zoho.user("eu").selfClient();
    String code =
        registered
            .newCode()
            .scopes("ZohoCRM.modules.ALL")
            .environment(CrmEnvironment.SANDBOX)
            .issue();
    String block =
        Guide.blocks("java", Guide.CORE.part("Organizations and environments"))
            .get(0)
            .replace("1000.code-made-for-the-sandbox", code);
    assertThat(block).contains(code);
    String program =
        """
        public class Sandbox implements java.util.function.Function<SelfClient, AccessToken> {
          public Sandbox() {}
          public AccessToken apply(SelfClient zoho) {
        %s
            return token;
          }
        }
        """;
    Function<SelfClient, AccessToken> sandbox =
        (Function<SelfClient, AccessToken>)
            Compiled.type(temp, "Sandbox", program.formatted(block)).newInstance();
    URI api = zoho.apiBase("eu", CrmEnvironment.SANDBOX);
    try (SelfClient client =
        SelfClient.builder()
            .clientId(registered.id())
            .clientSecret(registered.secret())
            .dataCenter(LocalEu.of(zoho).withApiDomain(Environment.SANDBOX, api))
            .clock(zoho.clock())
            .build()) {
      assertThat(sandbox.apply(client).apiDomain()).isEqualTo(api);
      assertThat(client.isAuthorized()).as("for production").isFalse();
    }
  }

  /** The comments of the block say what it makes, with a token of Canada. */
  @Test
  void hostsOfProducts_inCanada_areAsTheCommentsSay() throws Exception {
    String block = Guide.blocks("java", Guide.CORE.part("Product hosts")).get(0);
    List<MatchResult> comments = COMMENT.matcher(block).results().toList();
    assertThat(comments).hasSize(2);
    StringBuilder print = new StringBuilder();
    comments.forEach(
        comment -> print.append("System.out.println(%s);%n".formatted(comment.group(1))));
    String token =
        "AccessToken token = AccessToken.of(\"1000.a\", java.time.Instant.MAX, DataCenter.CA);\n";
    String printed = Compiled.statements(temp, "Hosts", token + block + print).run(temp, Map.of());
    assertThat(printed.lines())
        .containsExactlyElementsOf(comments.stream().map(comment -> comment.group(2)).toList());
  }

  @Test
  void hostsThatTheGuideNames_mayHaveTheToken() throws Exception {
    assertThat(isFor(DataCenter.CA, "https://desk.zoho.ca/")).as("Canada's trap").isFalse();
    assertThat(isFor(DataCenter.CA, "https://upload.zohocloud.ca/")).isTrue();
    assertThat(isFor(DataCenter.SA, "https://files.zoho.sa/")).isTrue();
    assertThat(isFor(DataCenter.EU, "https://content.zohoapis.eu/")).isTrue();
    assertThat(isFor(DataCenter.EU, "https://www.site24x7.eu/")).isFalse();
    String block = Guide.blocks("java", Guide.CORE.part("Product hosts")).get(1);
    String print =
        "System.out.print(europe.serves(URI.create(\"https://www.site24x7.eu/api/monitors\")));";
    assertThat(Compiled.statements(temp, "Outside", block + print).run(temp, Map.of()))
        .isEqualTo("true");
  }

  private static boolean isFor(DataCenter dataCenter, String uri) {
    return AccessToken.of("1000.a", Instant.MAX, dataCenter).isFor(URI.create(uri));
  }
}
