package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.Environment;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.Switch;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CrmCaller;
import io.github.zohooauth.testkit.LocalDataCenters;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The self client's whole life, under each reading of the protocol that its sources allow. */
class EveryReadingTest {

  private static final String SCOPES = "ZohoCRM.modules.ALL,ZohoCRM.org.READ";
  private static final TokenOwner SANDBOX = TokenOwner.unnamed().inEnvironment(Environment.SANDBOX);

  private final CrmCaller crm = new CrmCaller();

  static Stream<Reading> readings() {
    return Stream.concat(Stream.of(Reading.documented()), Reading.alternatives().stream());
  }

  /** Those that are not about browsers, devices or identities; all of them at full size. */
  static Stream<Reading> readingsOfSelfClients() {
    Set<Reading> own =
        Stream.of(Switch.class.getPermittedSubclasses())
            .filter(Class::isEnum)
            .flatMap(type -> Stream.of(type.getEnumConstants()))
            .map(value -> Reading.documented().with((Switch) value))
            .collect(Collectors.toSet());
    return readings().filter(reading -> Proof.isFull() || own.contains(reading));
  }

  private static SelfClient.Builder builder(LocalZoho zoho, Client registered) {
    return SelfClient.builder()
        .clientId(registered.id())
        .clientSecret(registered.secret())
        .dataCenter(LocalDataCenters.of(zoho, registered.location()))
        .clock(zoho.clock());
  }

  @ParameterizedTest
  @MethodSource("readings")
  void code_call_renewal_restart_revocation(Reading reading) throws Exception {
    try (LocalZoho zoho = LocalZoho.start(reading)) {
      Client registered = zoho.user("eu").selfClient();
      TokenStore store = TokenStore.inMemory();
      AccessToken renewed;
      try (SelfClient client = builder(zoho, registered).tokenStore(store).build()) {
        AccessToken first = client.exchange(registered.code(SCOPES)).accessToken();
        assertThat(crm.organization(first).statusCode()).isEqualTo(200);

        zoho.clock().advance(Duration.ofHours(1));
        assertThat(crm.organization(first).statusCode()).isEqualTo(401);
        renewed = client.getAccessToken();
        assertThat(crm.organization(renewed).statusCode()).isEqualTo(200);
      }
      try (SelfClient restarted = builder(zoho, registered).tokenStore(store).build()) {
        assertThat(restarted.getAccessToken()).isEqualTo(renewed);

        restarted.revoke(TokenOwner.unnamed());
        assertThat(restarted.isAuthorized()).isFalse();
        assertThat(crm.organization(renewed).statusCode()).isEqualTo(401);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("readingsOfSelfClients")
  void clientCredentials_areAskedAgain(Reading reading) throws Exception {
    try (LocalZoho zoho = LocalZoho.start(reading)) {
      User user = zoho.user("us");
      TokenOwner owner = TokenOwner.organization("ZohoCRM." + user.organization());
      try (SelfClient client =
          builder(zoho, user.selfClient()).owner(owner).clientCredentials(SCOPES).build()) {
        AccessToken first = client.getAccessToken();
        assertThat(crm.organization(first).statusCode()).isEqualTo(200);
        assertThat(first.scopes()).containsExactly("ZohoCRM.modules.ALL", "ZohoCRM.org.READ");

        zoho.clock().advance(Duration.ofHours(1));
        AccessToken next = client.getAccessToken();
        assertThat(next).isNotEqualTo(first);
        assertThat(crm.organization(next).statusCode()).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("readingsOfSelfClients")
  void sandboxOwner_reachesTheSandboxOnly(Reading reading) throws Exception {
    try (LocalZoho zoho = LocalZoho.start(reading)) {
      Client registered = zoho.user("in").selfClient();
      try (SelfClient client = builder(zoho, registered).owner(SANDBOX).build()) {
        AccessToken token =
            client
                .exchange(
                    registered.newCode().scopes(SCOPES).environment(CrmEnvironment.SANDBOX).issue())
                .accessToken();
        assertThat(token.apiDomain()).isEqualTo(zoho.apiBase("in", CrmEnvironment.SANDBOX));
        assertThat(crm.organization(token).statusCode()).isEqualTo(200);

        AccessToken misused =
            new AccessToken(
                token.value(),
                token.expiresAt(),
                token.scopes(),
                token.dataCenter(),
                zoho.apiBase("in", CrmEnvironment.PRODUCTION));
        assertThat(crm.organization(misused).statusCode()).isIn(401, 403);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("readingsOfSelfClients")
  void throttle_isAWait_andNoRefusal(Reading reading) {
    try (LocalZoho zoho = LocalZoho.start(reading)) {
      Client registered = zoho.user("jp").selfClient();
      try (SelfClient client = builder(zoho, registered).build()) {
        AccessToken first = client.exchange(registered.code(SCOPES)).accessToken();
        zoho.clock().advance(Duration.ofMinutes(59).plusSeconds(30));
        zoho.throttleNextTokenCalls(1);
        assertThat(client.getAccessToken()).as("good for 30 seconds more").isEqualTo(first);
        zoho.clock().advance(Duration.ofMinutes(1));
        int calls = zoho.requests().size();
        assertThatThrownBy(client::getAccessToken)
            .isInstanceOfSatisfying(
                RateLimitedException.class,
                e -> zoho.clock().advance(Duration.between(zoho.clock().instant(), e.retryAt())));
        assertThat(zoho.requests()).as("nothing is asked in the cool-down").hasSize(calls);
        assertThat(client.getAccessToken()).isNotEqualTo(first);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("readingsOfSelfClients")
  void wrongSecret_andUsedCode_haveEachTheirKind(Reading reading) {
    try (LocalZoho zoho = LocalZoho.start(reading)) {
      Client registered = zoho.user("au").selfClient();
      String code = registered.code(SCOPES);
      try (SelfClient client = builder(zoho, registered).clientSecret("wrong").build()) {
        assertThatThrownBy(() -> client.exchange(code))
            .isInstanceOf(ConfigurationException.class)
            .hasMessageContaining("client secret");
      }
      try (SelfClient client = builder(zoho, registered).build()) {
        String another = registered.code(SCOPES);
        AccessToken token = client.exchange(another).accessToken();
        assertThatThrownBy(() -> client.exchange(another))
            .isInstanceOf(AuthorizationRequiredException.class)
            .hasMessageContaining("used up, expired, from another data center");
        assertThat(client.getAccessToken()).as("untouched by the error").isEqualTo(token);
      }
    }
  }
}
