package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.store.TokenCodec;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a token of a record may go. */
@Tag("A2")
class StoredApiDomainTest {

  /** Somebody may have written to the store, where text is text. */
  @ParameterizedTest
  @CsvSource({
    "https://sandbox.zohoapis.eu, https://sandbox.zohoapis.eu",
    "https://sandbox.zohoapis.eu/, https://sandbox.zohoapis.eu",
    "https://crm.zoho.eu, https://crm.zoho.eu",
    "https://evil.example, https://www.zohoapis.eu",
    "https://www.zohoapis.com, https://www.zohoapis.eu",
    "https://www.zohoapis.eu.evil.example, https://www.zohoapis.eu",
    "https://sandbox.zohoapis.eu@evil.example, https://www.zohoapis.eu",
    "https://sandbox.zohoapis.eu:8443, https://www.zohoapis.eu",
    "http://sandbox.zohoapis.eu, https://www.zohoapis.eu",
    "http://127.0.0.1:8080, https://www.zohoapis.eu",
    "evil.example, https://www.zohoapis.eu",
  })
  void storedApiDomain_counts_onlyIfTheDataCenterServesIt(String stored, URI apiDomain) {
    String record =
        """
        {"zohoOAuthToken":1,"dataCenter":"eu","accessToken":"1.a","expiresAt":1,"obtainedAt":0,\
        "scopes":["A.b"],"apiDomain":"%s"}""";
    AccessToken token =
        TokenCodec.plain()
            .decode(Scene.KEY, record.formatted(stored))
            .accessTokenOf(DataCenter.EU)
            .orElseThrow();
    assertThat(token.apiDomain()).isEqualTo(apiDomain);
    assertThat(token.scopes()).containsExactly("A.b");
    assertThat(token.isFor(URI.create("https://evil.example/"))).isFalse();
    assertThat(token.isFor(URI.create("https://www.zohoapis.com/"))).isFalse();
  }
}
