package io.github.zohooauth.store.file;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/** Keys and tokens with numbers. */
final class TokenFixture {

  static final TokenKey KEY = key(0);

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private TokenFixture() {}

  static TokenKey key(int number) {
    return new TokenKey("1000.CLIENT", TokenOwner.user("user-" + number));
  }

  static StoredToken token(int number) {
    AccessToken access =
        new AccessToken(
            "1000.access-" + number,
            NOON.plusSeconds(3600),
            Set.of("ZohoCRM.modules.ALL"),
            DataCenter.EU,
            URI.create("https://www.zohoapis.eu"));
    return StoredToken.refreshing(DataCenter.EU, "1000.refresh-" + number)
        .withAccessToken(access, NOON);
  }

  static int number(StoredToken token) {
    return Integer.parseInt(
        Objects.requireNonNull(token.refreshToken()).substring("1000.refresh-".length()));
  }
}
