package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.testing.FakeIdToken;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The times of an id_token that an application's test makes. */
class FakeIdTokenTest {

  @Test
  void times_canBeSetAsClaims_andTheExpiryLeftOut() {
    IdToken set = FakeIdToken.builder().claim("iat", "1000").claim("exp", "2000").build();
    assertThat(set.issuedAt()).contains(Instant.ofEpochSecond(1000));
    assertThat(set.expiresAt()).contains(Instant.ofEpochSecond(2000));
    assertThat(set.claim("exp")).contains("2000");
    IdToken endless = FakeIdToken.builder().withoutExpiry().build();
    assertThat(endless.expiresAt()).isEmpty();
    assertThat(endless.claim("exp")).isEmpty();
    for (String wrong : List.of("soon", "", "9".repeat(18))) {
      assertThatThrownBy(() -> FakeIdToken.builder().claim("exp", wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("exp: ");
    }
  }
}
