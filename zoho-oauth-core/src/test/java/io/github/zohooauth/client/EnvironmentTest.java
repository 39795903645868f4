package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.testkit.CrmCaller;
import io.github.zohooauth.testkit.LocalDataCenters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An owner's environment decides where the tokens go, even if the console says another. */
@ExtendWith(LocalZohoExtension.class)
class EnvironmentTest {

  private static final TokenOwner SANDBOX = TokenOwner.unnamed().inEnvironment(Environment.SANDBOX);

  private LocalZoho zoho;
  private Client registered;

  @BeforeEach
  void register(LocalZoho zoho) {
    this.zoho = zoho;
    registered = zoho.user("eu").selfClient();
  }

  private SelfClient.Builder builder() {
    return SelfClient.builder()
        .clientId(registered.id())
        .clientSecret(registered.secret())
        .dataCenter(LocalDataCenters.of(zoho, "eu"))
        .clock(zoho.clock());
  }

  private String code(CrmEnvironment environment) {
    return registered.newCode().scopes("ZohoCRM.org.READ").environment(environment).issue();
  }

  @Test
  void ownerWithoutEnvironment_goesWhereZohoSays() {
    try (SelfClient client = builder().build()) {
      assertThat(client.exchange(code(CrmEnvironment.DEVELOPER)).accessToken().apiDomain())
          .isEqualTo(zoho.apiBase("eu", CrmEnvironment.DEVELOPER));
    }
  }

  @Test
  void sandboxOwner_neverReachesProduction_evenWithAProductionCode() throws Exception {
    try (SelfClient client = builder().build()) {
      AccessToken token = client.exchange(code(CrmEnvironment.PRODUCTION), SANDBOX).accessToken();
      assertThat(token.apiDomain()).isEqualTo(zoho.apiBase("eu", CrmEnvironment.SANDBOX));
      assertThat(new CrmCaller().organization(token).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void strictEnvironment_makesTheDisagreementAnError() {
    try (SelfClient client = builder().strictEnvironment().build()) {
      assertThatThrownBy(() -> client.exchange(code(CrmEnvironment.PRODUCTION), SANDBOX))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("SANDBOX")
          .hasMessageContaining("PRODUCTION");
      assertThat(client.isAuthorized(SANDBOX)).isFalse();
    }
  }

  @Test
  void environmentThatTheDataCenterLacks_isRefusedBeforeTheCodeIsSpent() {
    DataCenter productionOnly =
        DataCenter.of(
            "eu", zoho.accountsServer("eu"), zoho.apiBase("eu", CrmEnvironment.PRODUCTION));
    try (SelfClient client = builder().dataCenter(productionOnly).build()) {
      assertThatThrownBy(() -> client.exchange(code(CrmEnvironment.SANDBOX), SANDBOX))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("withApiDomain");
      assertThat(zoho.tokenRequests()).isEmpty();
    }
  }

  @Test
  void owners_areKeptApart() {
    try (SelfClient client = builder().build()) {
      AccessToken production = client.exchange(code(CrmEnvironment.PRODUCTION)).accessToken();
      AccessToken sandbox = client.exchange(code(CrmEnvironment.SANDBOX), SANDBOX).accessToken();
      assertThat(client.getAccessToken()).isEqualTo(production);
      assertThat(client.forOwner(SANDBOX).getAccessToken()).isEqualTo(sandbox);
      client.revoke(SANDBOX);
      assertThat(client.isAuthorized(SANDBOX)).isFalse();
      assertThat(client.getAccessToken()).isEqualTo(production);
    }
  }
}
