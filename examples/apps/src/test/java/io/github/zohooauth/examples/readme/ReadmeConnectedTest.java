package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.OAuthClient;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.store.ListableTokenStore;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.file.FileTokenStore;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The health page and the admin page of the guide, verbatim. */
@ExtendWith(LocalZohoExtension.class)
class ReadmeConnectedTest {

  private static final TokenOwner ADA = TokenOwner.user("ada");

  @TempDir private Path temp;
  private LocalZoho local;
  private Client registered;
  private ListableTokenStore store;
  private SelfClient zoho;
  private Object pages;

  @BeforeEach
  void compile(LocalZoho local) throws Exception {
    this.local = local;
    String block = Guide.blocks("java", Guide.CORE.part("Who is connected")).get(0);
    pages = Compiled.type(temp, "Pages", "public class Pages {\n" + block + "}").newInstance();
    registered = local.user("eu").selfClient();
    store = FileTokenStore.at(temp.resolve("tokens"));
    zoho =
        SelfClient.builder()
            .clientId(registered.id())
            .clientSecret(registered.secret())
            .dataCenter(LocalEu.of(local))
            .tokenStore(store)
            .clock(local.clock())
            .build();
  }

  @AfterEach
  void close() {
    zoho.close();
  }

  private String health(TokenOwner owner) throws Exception {
    Method health =
        pages.getClass().getDeclaredMethod("health", OAuthClient.class, TokenOwner.class);
    health.setAccessible(true);
    return (String) health.invoke(pages, zoho, owner);
  }

  private List<?> adminPage(TokenKey last) throws Exception {
    Method page =
        pages
            .getClass()
            .getDeclaredMethod(
                "adminPage", OAuthClient.class, ListableTokenStore.class, TokenKey.class);
    page.setAccessible(true);
    return (List<?>) page.invoke(pages, zoho, store, last);
  }

  @Test
  void healthPage_showsEachState() throws Exception {
    assertThat(health(ADA)).isEqualTo("not connected");
    Instant end =
        zoho.exchange(registered.code("ZohoCRM.modules.READ"), ADA).accessToken().expiresAt();
    assertThat(health(ADA)).isEqualTo("connected; the token is valid until " + end);
    local.clock().advance(Duration.ofHours(1));
    assertThat(health(ADA)).isEqualTo("connected; the next call gets a new token");
    StoredToken record = store.load(new TokenKey(registered.id(), ADA)).orElseThrow();
    local.evict(Objects.requireNonNull(record.refreshToken()));
    Instant refused = local.clock().instant();
    assertThatThrownBy(zoho.forOwner(ADA)::getAccessToken)
        .isInstanceOf(AuthorizationRequiredException.class);
    assertThat(health(ADA))
        .isEqualTo("authorize again: Zoho has refused the refresh token since " + refused);
    store.save(new TokenKey(registered.id(), ADA), withoutCalls());
    assertThat(health(ADA)).isEqualTo("authorize again: Zoho has refused the refresh token");
  }

  /** Returns Ada's record as it is if the clock was set, so that no call is in it. */
  private StoredToken withoutCalls() {
    StoredToken record = store.load(new TokenKey(registered.id(), ADA)).orElseThrow();
    Map<String, String> notes = new HashMap<>(record.notes());
    assertThat(notes.remove("calls")).isNotNull();
    return new StoredToken(
        record.location(),
        record.accessToken(),
        record.obtainedAt(),
        record.refreshToken(),
        record.details(),
        notes);
  }

  @Test
  void adminPage_goesThroughAllOwners() throws Exception {
    IntStream.range(0, 120)
        .mapToObj(i -> new TokenKey(registered.id(), TokenOwner.user("user-" + i)))
        .forEach(key -> store.save(key, StoredToken.refreshing(LocalEu.of(local), "1000.r")));
    List<Object> lines = new ArrayList<>();
    for (int shown : List.of(50, 50, 20, 0)) {
      List<TokenKey> seen = store.keys().limit(lines.size()).toList();
      List<?> page = adminPage(seen.isEmpty() ? null : seen.get(seen.size() - 1));
      assertThat(page).hasSize(shown);
      lines.addAll(page);
    }
    assertThat(lines)
        .doesNotHaveDuplicates()
        .contains("user=user-7: connected; the next call gets a new token");
    assertThat(local.tokenRequests()).isEmpty();
  }
}
