package io.github.zohooauth.examples.benchmarks.files;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.StoredToken;
import io.github.zohooauth.TokenKey;
import io.github.zohooauth.TokenOwner;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Set;

/** Tokens of owners that are told apart by their numbers, in files. */
public interface TokenFiles {

  /** Has a token for each of so many owners, by whatever way is quick. */
  void fill(int owners) throws IOException;

  /** Returns an owner's refresh token, read and parsed. */
  String load(int owner) throws IOException;

  void save(int owner) throws IOException;

  static TokenKey key(int owner) {
    return new TokenKey("1000.CLIENT", TokenOwner.user("user-" + owner));
  }

  static String refreshToken(int owner) {
    return "1000.0123456789abcdef0123456789abcdef.0123456789abcdef0123456789abcdef" + owner;
  }

  /** Returns what Zoho's answer to a refresh has, and the store keeps. */
  static StoredToken token(int owner) {
    Instant now = Instant.parse("2026-01-01T12:00:00Z");
    AccessToken access =
        new AccessToken(
            "1000.fedcba9876543210fedcba9876543210.fedcba9876543210fedcba9876543210",
            now.plusSeconds(3600),
            Set.of("ZohoCRM.modules.ALL"),
            URI.create("https://www.zohoapis.eu"));
    return StoredToken.refreshing(DataCenter.EU, refreshToken(owner)).withAccessToken(access, now);
  }
}
