package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.LocalDataCenters;
import io.github.zohooauth.testkit.SeenLogs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a store that fails costs: an error or a warning, but neither a code nor a token. */
@ExtendWith(LocalZohoExtension.class)
class StoreFailureTest {

  /** A store of an application, which says too much when it fails. */
  private static final class BrokenStore implements TokenStore {

    private final TokenStore tokens = TokenStore.inMemory();
    boolean loadFails;
    boolean saveFails;
    boolean saveFailsChecked;
    @Nullable Error saveError;

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      if (loadFails) {
        throw new IllegalStateException("secret 1000.of-the-store");
      }
      return tokens.load(key);
    }

    @Override
    public void save(TokenKey key, StoredToken token) {
      if (saveFails) {
        throw new IllegalStateException("secret " + token.refreshToken());
      }
      if (saveError != null) {
        throw saveError;
      }
      if (saveFailsChecked) {
        BrokenStore.<RuntimeException>throwChecked();
      }
      tokens.save(key, token);
    }

    /** As a store may that is written in Kotlin or Groovy. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Exception> void throwChecked() throws T {
      throw (T) new IOException("secret 1000.of-the-disk");
    }

    @Override
    public void delete(TokenKey key) {
      tokens.delete(key);
    }
  }

  private final BrokenStore store = new BrokenStore();
  private LocalZoho zoho;
  private Client registered;
  private SelfClient client;

  @BeforeEach
  void build(LocalZoho zoho) {
    this.zoho = zoho;
    registered = zoho.user("eu").selfClient();
    client =
        SelfClient.builder()
            .clientId(registered.id())
            .clientSecret(registered.secret())
            .dataCenter(LocalDataCenters.of(zoho, "eu"))
            .tokenStore(store)
            .clock(zoho.clock())
            .build();
  }

  private String code() {
    return registered.code("ZohoCRM.modules.ALL");
  }

  @Test
  void exchange_overUnreadableStore_doesNotSpendTheCode() {
    String code = code();
    store.loadFails = true;
    assertThatThrownBy(() -> client.exchange(code))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("while loading")
        .hasMessageContaining(registered.id())
        .hasStackTraceContaining(BrokenStore.class.getName())
        .satisfies(e -> assertThat(stackTraceOf(e)).doesNotContain("1000.of-the-store"));
    assertThat(zoho.tokenRequests()).isEmpty();

    store.loadFails = false;
    assertThat(client.exchange(code).accessToken()).isEqualTo(client.getAccessToken());
  }

  @Test
  void exchange_overUnwritableStore_failsByName_andHandsNothingOut() {
    store.saveFails = true;
    assertThatThrownBy(() -> client.exchange(code()))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("while saving")
        .satisfies(e -> assertThat(stackTraceOf(e)).doesNotContain("secret 1000."));
    store.saveFails = false;
    assertThat(client.isAuthorized()).isFalse();
  }

  @Test
  void renewal_overUnwritableStore_servesFromMemory_withoutAnotherCall() {
    AccessToken first = client.exchange(code()).accessToken();
    zoho.clock().advance(Duration.ofHours(1));
    store.saveFails = true;
    AccessToken renewed = client.getAccessToken();
    assertThat(renewed).isNotEqualTo(first);
    assertThat(client.getAccessToken()).isEqualTo(renewed);
    assertThat(zoho.tokenRequests()).hasSize(2);
  }

  @Test
  void renewal_overStoreThatThrowsCheckedExceptions_servesFromMemory_withoutAnotherCall() {
    client.exchange(code());
    zoho.clock().advance(Duration.ofHours(1));
    store.saveFailsChecked = true;
    try (SeenLogs logs = new SeenLogs()) {
      assertThat(client.getAccessToken()).isEqualTo(client.getAccessToken());
      assertThat(logs.drain())
          .singleElement()
          .asString()
          .contains("is in memory only", "java.io.IOException")
          .doesNotContain("No new token", "of-the-disk");
    }
    assertThat(zoho.tokenRequests()).hasSize(2);
  }

  /** As where a class of the store's driver is missing, or is gone after a new deployment. */
  @ParameterizedTest
  @MethodSource("errors")
  void renewal_overStoreWhoseSavesEndInErrors_servesFromMemory_withoutAnotherCall(Error error) {
    AccessToken first = client.exchange(code()).accessToken();
    zoho.clock().advance(Duration.ofHours(1));
    store.saveError = error;
    AccessToken renewed = client.getAccessToken();
    assertThat(renewed).isNotEqualTo(first).isEqualTo(client.getAccessToken());
    assertThat(zoho.tokenRequests()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("errors")
  void replacement_overStoreWhoseSavesEndInErrors_isMadeOnce(Error error) {
    AccessToken first = client.exchange(code()).accessToken();
    zoho.clock().advance(Duration.ofMinutes(2));
    store.saveError = error;
    AccessToken renewed = client.replaceRejected(first);
    assertThat(renewed).isNotEqualTo(first).isEqualTo(client.getAccessToken());
    assertThat(client.replaceRejected(renewed)).isEqualTo(renewed);
    assertThat(zoho.tokenRequests()).hasSize(2);
  }

  static List<Error> errors() {
    return List.of(
        new NoClassDefFoundError("secret"),
        new AssertionError("secret"),
        new StackOverflowError("secret"));
  }

  @Test
  void goodToken_isServed_whateverTheStoreDoes() {
    AccessToken token = client.exchange(code()).accessToken();
    store.loadFails = true;
    assertThat(client.getAccessToken()).isEqualTo(token);
    zoho.clock().advance(Duration.ofMinutes(59).plusSeconds(30));
    assertThat(client.getAccessToken()).as("past the hard margin, but good").isEqualTo(token);
    zoho.clock().advance(Duration.ofMinutes(1));
    assertThatThrownBy(client::getAccessToken).isInstanceOf(TokenStoreException.class);
  }

  private static String stackTraceOf(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
