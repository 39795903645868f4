package io.github.zohooauth.localzoho.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.localzoho.Fault;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(LocalZohoExtension.class)
class ApiRefusalTest {
  private static final String ORG = "/crm/v8/org";

  @ParameterizedTest
  @EnumSource
  @DisplayName("11.1 an API answers so to a good token, until the fault is cleared")
  void planted_refusesAGoodToken(ApiRefusal refusal, LocalZoho zoho) {
    String token =
        TokenCalls.of(zoho, zoho.user("eu").selfClient()).accessToken("ZohoCRM.org.READ");
    zoho.faults().always(ServerRole.API, ORG, Fault.refusal(refusal));

    HttpResponse<String> response = call(zoho, token);
    assertThat(response.statusCode()).isEqualTo(refusal.status());
    assertThat(response.body()).isEqualTo(refusal.body());
    assertThat(zoho.accepts(token)).isTrue();

    zoho.faults().clear();
    assertThat(call(zoho, token).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> call(LocalZoho zoho, String token) {
    return Wire.call(zoho.apiBase("eu", CrmEnvironment.PRODUCTION), ORG, token);
  }
}
