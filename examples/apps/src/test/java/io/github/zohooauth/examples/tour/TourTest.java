package io.github.zohooauth.examples.tour;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TourTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, UTF_8);

  @Test
  void tour_showsEveryStep_andNoToken() throws Exception {
    Tour.take(Map.of(), out);
    assertThat(printed.toString(UTF_8))
        .contains("Exchange the code")
        .contains("Call the CRM")
        .contains("the CRM answers the old one with HTTP 401")
        .contains("renewed without a word")
        .contains("Restart the program")
        .contains("client_credentials")
        .contains("production answers the sandbox token with HTTP 401")
        .contains("Server-based", "Mobile-based", "Non-browser", "Client-based")
        .contains("the id_token is verified: it is user")
        .contains("(other_dc)")
        .contains("renews it silently at /oauth/v2/auth/refresh")
        .endsWith("That was the tour: everything held." + System.lineSeparator())
        .doesNotContainPattern("1000\\.[0-9a-f]{32}");
  }

  @Test
  void tour_withHalfOfTheSettings_saysWhichIsMissing() {
    assertThatThrownBy(() -> Tour.take(Map.of("ZOHO_CLIENT_ID", "1000.A", "ZOHO_DC", "eu"), out))
        .hasMessageContaining("ZOHO_CLIENT_SECRET is missing");
  }

  @Test
  void tour_ofUnknownDataCenter_namesTheKnownOnes() {
    assertThatThrownBy(() -> Tour.take(Map.of("ZOHO_DC", "mars"), out))
        .hasMessageContaining("ZOHO_DC is none of [us, eu, in, au, jp, cn, ca, sa, uk, ae, sg]");
  }
}
