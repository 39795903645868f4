package io.github.zohooauth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CannedZoho;
import io.github.zohooauth.testkit.FailureSamples;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others throw never comes through with its words. */
class FailureLeakTest {

  @Test
  void exception_showsNothingOfAForeignCause() {
    assertThat(FailureSamples.of(PlantedSecret.CODE.value))
        .hasSize(6)
        .allSatisfy(
            failure -> {
              assertThat(failure).hasMessageNotContaining("no ");
              assertThat(failure.getCause()).isNotNull();
              assertThat(Failures.copy(failure))
                  .hasSameClassAs(failure)
                  .hasMessage(failure.getMessage());
              assertThat(PlantedSecret.shownIn(failure)).isEmpty();
            });
  }

  @Test
  void exception_serialized_holdsNothingOfAForeignCause() throws IOException {
    for (ZohoOAuthException failure : FailureSamples.of(PlantedSecret.CODE.value)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(failure);
      }
      assertThat(PlantedSecret.shownIn(bytes.toString(ISO_8859_1))).isEmpty();
    }
  }

  /** A store whose driver quotes what it was given. */
  private record QuotingStore(String method) implements TokenStore {

    private void pass(String called) {
      if (called.equals(method)) {
        throw new IllegalStateException(
            "value too long: " + PlantedSecret.STORED_REFRESH_TOKEN.value);
      }
    }

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      pass("load");
      return Optional.of(
          StoredToken.refreshing(DataCenter.EU, PlantedSecret.STORED_REFRESH_TOKEN.value));
    }

    @Override
    public void save(TokenKey key, StoredToken token) {
      pass("save");
    }

    @Override
    public void delete(TokenKey key) {
      pass("delete");
    }

    @Override
    public Optional<Lease> tryLease(TokenKey key) {
      pass("tryLease");
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"load", "tryLease"})
  void store_thatQuotes_isNotQuoted(String method) {
    try (SelfClient client =
        SelfClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret(PlantedSecret.CLIENT_SECRET.value)
            .dataCenter(DataCenter.EU)
            .tokenStore(new QuotingStore(method))
            .build()) {
      TokenStoreException failure =
          catchThrowableOfType(TokenStoreException.class, client::getAccessToken);
      assertThat(failure)
          .hasMessageContaining(Scene.CLIENT_ID)
          .hasMessageContaining("Check the token store");
      assertThat(PlantedSecret.shownIn(failure)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EXCHANGE", "REVOKE"})
  void store_thatQuotesOnWriting_isNotQuoted(TokenCall call) {
    String method = call == TokenCall.EXCHANGE ? "save" : "delete";
    try (CannedZoho zoho = new CannedZoho();
        SelfClient client =
            SelfClient.builder()
                .clientId(Scene.CLIENT_ID)
                .clientSecret(PlantedSecret.CLIENT_SECRET.value)
                .dataCenter(zoho.dataCenter())
                .tokenStore(new QuotingStore(method))
                .httpClient(zoho.http)
                .build()) {
      zoho.answers(
          CannedAnswer.json(
              200, TokenAnswer.to(TokenCall.EXCHANGE).with("status", "\"success\"").json()));
      TokenStoreException failure =
          catchThrowableOfType(TokenStoreException.class, () -> call.through(client));
      assertThat(failure).hasMessageContaining("Check the token store");
      assertThat(PlantedSecret.shownIn(failure)).isEmpty();
    }
  }
}
