package io.github.zohooauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.Fault;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.protocol.ApiRefusal;
import io.github.zohooauth.localzoho.protocol.ApiSwitch;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import io.github.zohooauth.localzoho.protocol.Switch;
import io.github.zohooauth.testkit.LocalDataCenters;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that a product refuses for its own reason, under each reading of the protocol. */
class EveryRefusalReadingTest {

  private static final String FOLDER = "/workdrive/api/v1/files/";
  private static final String CONTACTS = "/books/v3/contacts?organization_id=1";
  private static final String ORG = "/crm/v8/org";

  static Stream<Reading> readings() {
    return Stream.of(ApiSwitch.class.getPermittedSubclasses())
        .flatMap(type -> Stream.of(type.getEnumConstants()))
        .map(value -> Reading.documented().with((Switch) value))
        .distinct();
  }

  /** A signed-in client, with a token that is more than a minute old. */
  private static final class Signed implements AutoCloseable {
    final LocalZoho zoho;
    final SelfClient client;
    final HttpClient http;
    final int calls;

    Signed(Reading reading, String scopes) {
      zoho = LocalZoho.start(reading);
      Client registered = zoho.user("eu").selfClient();
      client =
          SelfClient.builder()
              .clientId(registered.id())
              .clientSecret(registered.secret())
              .dataCenter(LocalDataCenters.of(zoho, "eu"))
              .clock(zoho.clock())
              .build();
      http = ZohoHttpClient.authorizing(HttpClient.newHttpClient(), client);
      client.exchange(registered.code(scopes));
      zoho.clock().advance(Duration.ofMinutes(2));
      calls = zoho.tokenRequests().size();
    }

    HttpResponse<String> get(String path) throws Exception {
      HttpRequest request =
          HttpRequest.newBuilder(zoho.apiBase("eu", CrmEnvironment.PRODUCTION).resolve(path))
              .build();
      return http.send(request, BodyHandlers.ofString());
    }

    /** Returns how many token calls there were since the sign-in. */
    int moreCalls() {
      return zoho.tokenRequests().size() - calls;
    }

    @Override
    public void close() {
      client.close();
      zoho.close();
    }
  }

  @ParameterizedTest
  @MethodSource("readings")
  void ownReason_costsOneTokenCall_andReachesTheCaller(Reading reading) throws Exception {
    try (Signed in = new Signed(reading, "WorkDrive.files.READ,ZohoBooks.fullaccess.all")) {
      for (int i = 0; i < 3; i++) {
        assertThat(in.get(FOLDER + "deleted").body())
            .isEqualTo(ApiRefusal.WORKDRIVE_UNKNOWN_FOLDER.body());
        assertThat(in.get(CONTACTS).body()).isEqualTo(ApiRefusal.BOOKS_NOT_AUTHORIZED_401.body());
        assertThat(in.get(FOLDER + "root").statusCode()).isEqualTo(200);
      }
      assertThat(in.moreCalls()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("readings")
  void missingScope_costsNoTokenCall_whereItIsNamed(Reading reading) throws Exception {
    try (Signed in = new Signed(reading, "ZohoCRM.org.READ")) {
      boolean named = reading.is(ApiSwitch.WorkDriveScope.F7007);
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> refused = in.get(FOLDER + "root");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).isEqualTo(named ? ApiRefusal.WORKDRIVE_SCOPE.body() : "");
        assertThat(in.get(ORG).statusCode()).isEqualTo(200);
      }
      assertThat(in.moreCalls()).isEqualTo(named ? 0 : 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusal_reachesTheCaller_andCostsOneTokenCallAtMost(ApiRefusal refusal) throws Exception {
    try (Signed in = new Signed(Reading.documented(), "ZohoCRM.org.READ")) {
      in.zoho.faults().always(ServerRole.API, ORG, Fault.refusal(refusal));
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> refused = in.get(ORG);
        assertThat(refused.statusCode()).isEqualTo(refusal.status());
        assertThat(refused.body()).isEqualTo(refusal.body());
      }
      boolean maybeTheToken =
          refusal.status() == 401 && refusal.about() != ApiRefusal.About.SCOPE_OR_ORGANIZATION;
      assertThat(in.moreCalls()).isEqualTo(maybeTheToken ? 1 : 0);
      in.zoho.faults().clear();
      assertThat(in.get(ORG).statusCode()).isEqualTo(200);
      assertThat(in.moreCalls()).isEqualTo(maybeTheToken ? 1 : 0);
    }
  }
}
