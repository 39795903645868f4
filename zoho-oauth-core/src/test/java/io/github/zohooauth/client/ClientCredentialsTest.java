package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.LocalDataCenters;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A self client that asks by its own right: what it asks for is what its tokens are. */
@ExtendWith(LocalZohoExtension.class)
class ClientCredentialsTest {

  private static final String READ = "ZohoCRM.modules.READ";
  private static final String ORG = "ZohoCRM.org.READ";

  private LocalZoho zoho;
  private User user;
  private Client registered;
  private TokenOwner organization;
  private TokenStore store;

  @BeforeEach
  void register(LocalZoho zoho) {
    this.zoho = zoho;
    user = zoho.user("eu");
    registered = user.selfClient();
    organization = TokenOwner.organization("ZohoCRM." + user.organization());
    store = TokenStore.inMemory();
  }

  private SelfClient.Builder builder() {
    return SelfClient.builder()
        .clientId(registered.id())
        .clientSecret(registered.secret())
        .dataCenter(LocalDataCenters.of(zoho, "eu"))
        .tokenStore(store)
        .clock(zoho.clock());
  }

  private SelfClient client(String... scopes) {
    return builder().owner(organization).clientCredentials(scopes).build();
  }

  private List<Optional<String>> sent(String parameter) {
    return zoho.tokenRequests().stream()
        .map((ReceivedRequest request) -> request.formParameter(parameter))
        .toList();
  }

  @Test
  void differentScopes_haveTokensOfTheirOwn_overOneStore() {
    try (SelfClient reader = client(READ);
        SelfClient both = client(READ, ORG);
        SelfClient again = client(READ)) {
      AccessToken token = reader.getAccessToken();
      assertThat(token.scopes()).containsExactly(READ);
      assertThat(both.getAccessToken().scopes()).containsExactly(READ, ORG);
      assertThat(again.getAccessToken()).isEqualTo(token);
      assertThat(sent("scope")).containsExactly(Optional.of(READ), Optional.of(READ + "," + ORG));
      TokenKey key = new TokenKey(registered.id(), organization, Set.of(READ));
      assertThat(store.load(key).flatMap(stored -> stored.accessTokenOf(token.dataCenter())))
          .contains(token);
    }
  }

  @Test
  void orderOfScopes_doesNotMatter_norHowTheyAreSeparated() {
    try (SelfClient one = client(READ, ORG);
        SelfClient same = client(ORG + " " + READ + "," + ORG)) {
      assertThat(same.getAccessToken()).isEqualTo(one.getAccessToken());
      assertThat(zoho.tokenRequests()).hasSize(1);
    }
  }

  @Test
  void revocation_endsTheTokenOfTheseScopesAlone() {
    try (SelfClient reader = client(READ);
        SelfClient both = client(READ, ORG)) {
      reader.getAccessToken();
      AccessToken other = both.getAccessToken();
      reader.revoke(organization);
      assertThat(store.load(new TokenKey(registered.id(), organization, Set.of(READ)))).isEmpty();
      assertThat(both.getAccessToken()).isEqualTo(other);
    }
  }

  @Test
  void recordOfAnEarlierVersion_isServedForNoScopes_andStays() {
    TokenKey before = new TokenKey(registered.id(), organization);
    StoredToken living;
    try (SelfClient both = client(READ, ORG)) {
      both.getAccessToken();
      living =
          store.load(new TokenKey(registered.id(), organization, Set.of(READ, ORG))).orElseThrow();
    }
    store = TokenStore.inMemory();
    store.save(before, living);
    try (SelfClient reader = client(READ)) {
      assertThat(reader.getAccessToken().scopes()).containsExactly(READ);
      assertThat(store.load(before)).contains(living);
    }
  }

  @Test
  void expiredToken_isAskedForAgain_withTheSameScopesAndOrganization() {
    try (SelfClient reader = client(READ)) {
      AccessToken first = reader.getAccessToken();
      zoho.clock().advance(Duration.ofHours(1));
      assertThat(reader.getAccessToken()).isNotEqualTo(first);
      assertThat(sent("soid"))
          .containsExactly(
              Optional.ofNullable(organization.organization()),
              Optional.ofNullable(organization.organization()));
      assertThat(sent("scope")).containsExactly(Optional.of(READ), Optional.of(READ));
    }
  }

  @Test
  void everyOwnersOrganization_isTheSoid() {
    TokenOwner other = TokenOwner.organization("ZohoCRM." + user.addOrganization());
    try (SelfClient client = client(READ)) {
      AccessToken one = client.getAccessToken();
      AccessToken two = client.forOwner(other).getAccessToken();
      assertThat(two).isNotEqualTo(one);
      assertThat(client.getAccessToken()).isEqualTo(one);
      assertThat(sent("soid"))
          .containsExactly(
              Optional.ofNullable(organization.organization()),
              Optional.ofNullable(other.organization()));
    }
  }

  @Test
  void everyOrganization_hasARecordAndABudgetOfItsOwn() {
    TokenOwner other = TokenOwner.organization("ZohoCRM." + user.addOrganization());
    zoho.accessTokenLife(Duration.ofSeconds(30));
    try (SelfClient client = client(READ)) {
      for (int call = 0; call < 8; call++) {
        assertThat(client.getAccessToken()).isNotNull();
        zoho.clock().advance(Duration.ofSeconds(31));
      }
      assertThatThrownBy(client::getAccessToken).isInstanceOf(RateLimitedException.class);
      assertThat(client.forOwner(other).getAccessToken()).isNotNull();
      assertThat(client.isAuthorized(other)).isTrue();
      client.forget(other);
      assertThat(store.load(new TokenKey(registered.id(), other, Set.of(READ)))).isEmpty();
      assertThat(store.load(new TokenKey(registered.id(), organization, Set.of(READ)))).isPresent();
    }
  }

  @Test
  void withoutOrganization_noSoidIsSent() {
    try (SelfClient client = builder().clientCredentials("ZohoCliq.Channels.READ").build()) {
      assertThat(client.isAuthorized()).isTrue();
      assertThat(client.getAccessToken().scopes()).containsExactly("ZohoCliq.Channels.READ");
      assertThat(sent("soid")).containsExactly(Optional.empty());
    }
  }

  @Test
  void organizationThatZohoNeeds_isNamedByTheError() {
    try (SelfClient client = builder().clientCredentials(READ).build()) {
      assertThatThrownBy(client::getAccessToken)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("TokenOwner.organization(\"ZohoCRM.600123\")");
    }
  }

  @Test
  void organizationAmongTheScopes_asOfTheEarlierCall_isRefusedAtBuild() {
    SelfClient.Builder earlier = builder().clientCredentials("ZohoCRM.600123", READ);
    assertThatThrownBy(earlier::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("scopes: ")
        .hasMessageContaining("TokenOwner.organization");
    assertThat(zoho.tokenRequests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"600123", "ZohoCRM", "ZohoCRM.", ".600123", "ZohoCRM.6 ", "ZohoCRM.a.6"})
  void organizationOfAnotherForm_isRefused(String name) {
    TokenOwner other = TokenOwner.organization(name);
    SelfClient.Builder wrong = builder().owner(other).clientCredentials(READ);
    assertThatThrownBy(wrong::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("owner: ");
    try (SelfClient client = client(READ)) {
      assertThatThrownBy(() -> client.forOwner(other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("owner: ");
    }
    assertThat(zoho.tokenRequests()).isEmpty();
  }

  @Test
  void ownerWithAUser_isRefused() {
    SelfClient.Builder wrong = builder().owner(TokenOwner.user("ada")).clientCredentials(READ);
    assertThatThrownBy(wrong::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("owner: has a user");
  }
}
