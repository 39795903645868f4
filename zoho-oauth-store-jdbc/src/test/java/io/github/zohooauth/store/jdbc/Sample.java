package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Numbered keys and records for tests. */
final class Sample {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final TokenKey KEY = key(0);

  private Sample() {}

  static TokenKey key(int number) {
    return key(TokenOwner.user("user-" + number));
  }

  static TokenKey key(TokenOwner owner) {
    return new TokenKey("1000.JDBC", owner);
  }

  static StoredToken token(int number) {
    return token(number, NOON);
  }

  /** Returns a record whose access token was obtained at this time and lasts an hour. */
  static StoredToken token(int number, Instant obtainedAt) {
    AccessToken access =
        new AccessToken(
            "1000.SECRET-access-" + number,
            obtainedAt.plus(Duration.ofHours(1)),
            Set.of("ZohoCRM.modules.ALL"),
            DataCenter.EU,
            URI.create("https://www.zohoapis.eu"));
    return StoredToken.refreshing(DataCenter.EU, "1000.SECRET-refresh-" + number)
        .withAccessToken(access, obtainedAt);
  }
}
