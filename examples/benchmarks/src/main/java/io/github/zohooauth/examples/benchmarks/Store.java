package io.github.zohooauth.examples.benchmarks;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.net.URI;
import java.time.Instant;
import java.util.Set;

/** Keeps tokens of owners that are told apart by their numbers. */
public interface Store {

  /** Each owner's. */
  String ACCESS_TOKEN = "1000.fedcba9876543210fedcba9876543210.fedcba9876543210fedcba9876543210";

  /** Returns an owner's refresh token, read and parsed. */
  String load(int owner) throws Exception;

  void save(int owner) throws Exception;

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
            ACCESS_TOKEN,
            now.plusSeconds(3600),
            Set.of("ZohoCRM.modules.ALL"),
            DataCenter.EU,
            URI.create("https://www.zohoapis.eu"));
    return StoredToken.refreshing(DataCenter.EU, refreshToken(owner)).withAccessToken(access, now);
  }
}
