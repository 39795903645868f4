package outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.OwnerResolver;
import io.github.zohooauth.testing.FakeIdToken;
import io.github.zohooauth.testing.FakeSignIn;
import io.github.zohooauth.testing.FakeTokenProvider;
import io.github.zohooauth.testing.FakeUserInfo;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A test of another project uses the fakes of core's test-jar. */
class TestJarTest {

  @Test
  void tokens_areRenewed_andFail() {
    FakeTokenProvider tokens = FakeTokenProvider.of(DataCenter.EU);
    assertEquals("1000.fake-1", tokens.getAccessToken().value());
    assertEquals("1000.fake-2", tokens.replaceRejected(tokens.token()).value());
    tokens.failNext(new TemporaryFailureException("down"));
    assertThrows(TemporaryFailureException.class, tokens::getAccessToken);
    assertEquals(2, tokens.calls());
  }

  @Test
  void resolver_namesTheOwner() {
    IdToken idToken = FakeIdToken.builder().subject("ada").email("ada@example.com").build();
    FakeSignIn signIn =
        FakeSignIn.builder()
            .idToken(idToken)
            .userInfo(FakeUserInfo.builder().subject("ada").displayName("Ada").build())
            .build();
    OwnerResolver resolver =
        each -> {
          each.putDetail("name", each.userInfo().displayName());
          return TokenOwner.user(each.idToken().subject());
        };
    assertEquals(Fakes.ADA, resolver.ownerOf(signIn));
    assertEquals(Map.of("name", "Ada"), signIn.details());
  }

  /** The tools of the library's own proofs are not in the jar. */
  @Test
  void jar_holdsTwoPackages() throws Exception {
    File file =
        new File(
            FakeTokenProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JarFile jar = new JarFile(file)) {
      List<String> others = classes(jar).filter(name -> !isForOthers(name)).toList();
      assertEquals(List.of(), others);
      assertTrue(classes(jar).anyMatch(name -> name.endsWith("/TokenStoreContract.class")));
      assertEquals(
          "io.github.zohooauth.testing",
          jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"));
    }
  }

  private static Stream<String> classes(JarFile jar) {
    return jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class"));
  }

  private static boolean isForOthers(String name) {
    return name.startsWith("io/github/zohooauth/testing/")
        || name.startsWith("io/github/zohooauth/contract/");
  }
}
