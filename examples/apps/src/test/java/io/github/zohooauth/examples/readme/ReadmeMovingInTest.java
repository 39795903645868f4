package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.KeyRing;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.file.FileTokenStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's import and its encrypted store, verbatim. */
class ReadmeMovingInTest {

  private static final String KEYS = "2026-11:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @TempDir private Path temp;

  private String run(String className, String part) throws Exception {
    String block = Guide.blocks("java", Guide.CORE.part(part)).get(0);
    return Compiled.statements(temp, className, block).run(temp, Map.of("TOKEN_KEYS", KEYS));
  }

  @Test
  void sdkFile_isMoved_andWhoIsLeftOutIsSaid() throws Exception {
    Files.writeString(
        temp.resolve("sdk_tokens.txt"),
        """
        "id","user_name","client_id","client_secret","refresh_token","access_token","grant_token","expiry_time","redirect_url","api_domain"
        "1","ada","1000.XXXX","secret","1000.r","1000.a",,"1735732800000",,"https://www.zohoapis.in"
        "2","eve","1000.XXXX","secret",,,"1000.c",,,
        "3",,"1000.XXXX","secret","1000.r3","1000.a3",,"1735732800000",,"https://www.zohoapis.in"
        "4",,"1000.XXXX","secret","1000.r4","1000.a4",,"1735732800000",,"https://www.zohoapis.in"
        "5","bob@example.com:600123","1000.XXXX","secret","1000.r5",,,,,
        """);
    String printed = run("MovingIn", "Moving in from the official SDK");
    assertThat(printed)
        .contains("client=1000.XXXX&user=ada", "user=eve", "authorize again")
        .contains("number=4, id=4", "name its owner by the row's id in owners(...)")
        .contains("user=bob%40example.com&organization=600123")
        .doesNotContain("secret", "1000.r", "1000.a", "1000.c");
    assertThat(
            FileTokenStore.at(temp.resolve("tokens"))
                .load(new TokenKey("1000.XXXX", TokenOwner.user("ada"))))
        .contains(StoredToken.refreshing(DataCenter.IN, "1000.r"));
    assertThat(
            FileTokenStore.at(temp.resolve("tokens"))
                .load(new TokenKey("1000.XXXX", TokenOwner.user("ada@example.com"))))
        .as("named by the row's id")
        .contains(StoredToken.refreshing(DataCenter.IN, "1000.r3"));
  }

  @Test
  void encryptedStore_readsWhatTheSameKeyWrote() throws Exception {
    FileTokenStore.builder()
        .directory(temp.resolve("tokens"))
        .codec(TokenCodec.aesGcm(KeyRing.parse(KEYS)))
        .build()
        .save(
            new TokenKey("1000.XXXX", TokenOwner.unnamed()),
            StoredToken.refreshing(DataCenter.EU, "1000.r"));
    assertThat(run("Encryption", "Encryption")).startsWith("true");
  }
}
