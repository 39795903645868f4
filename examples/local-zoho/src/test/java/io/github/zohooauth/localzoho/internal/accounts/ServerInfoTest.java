package io.github.zohooauth.localzoho.internal.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class ServerInfoTest {

  @Test
  @DisplayName("1.1, 1.2 serverinfo maps each location but China to its accounts server")
  void get_namesAllButChina(LocalZoho zoho) {
    HttpResponse<String> response = Wire.get(zoho.accountsServer("us"), "/oauth/serverinfo");

    JsonNode body = Wire.json(response);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(body.path("result").asText()).isEqualTo("success");
    assertThat(body.path("locations").fieldNames())
        .toIterable()
        .containsExactly("us", "eu", "in", "au", "jp", "ca", "sa", "uk", "ae", "sg");
    assertThat(body.at("/locations/eu").asText()).isEqualTo(zoho.accountsServer("eu").toString());
  }

  @Test
  @DisplayName("1.2 serverinfo is read only")
  void post_isHtml400(LocalZoho zoho) {
    assertThat(Wire.post(zoho.accountsServer("us"), "/oauth/serverinfo").statusCode())
        .isEqualTo(400);
  }
}
