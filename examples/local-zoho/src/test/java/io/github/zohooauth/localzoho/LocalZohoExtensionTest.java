package io.github.zohooauth.localzoho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.ConnectException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class LocalZohoExtensionTest {
  private static final List<URI> EARLIER = new ArrayList<>();

  private final LocalZoho constructed;

  LocalZohoExtensionTest(LocalZoho zoho) {
    constructed = zoho;
  }

  @BeforeEach
  void setUp(LocalZoho zoho) {
    assertThat(zoho).isSameAs(constructed);
  }

  @RepeatedTest(2)
  void eachTest_hasItsOwn_andTheEarlierOneIsClosed(LocalZoho zoho) {
    assertThat(zoho).isSameAs(constructed);
    assertThat(zoho.requests()).isEmpty();
    for (URI earlier : EARLIER) {
      assertThatThrownBy(() -> Wire.get(earlier, "/oauth/serverinfo"))
          .hasCauseInstanceOf(ConnectException.class);
    }
    EARLIER.add(zoho.accountsServer("eu"));
    assertThat(Wire.get(zoho.accountsServer("eu"), "/oauth/serverinfo").statusCode())
        .isEqualTo(200);
  }
}
