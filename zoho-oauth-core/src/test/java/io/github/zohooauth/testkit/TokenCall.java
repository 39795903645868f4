package io.github.zohooauth.testkit;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.internal.text.Scopes;
import io.github.zohooauth.store.TokenKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The calls of an accounts server, as an application makes them. */
public enum TokenCall {
  /** A code comes in while an expired token is stored. */
  EXCHANGE,
  /** A token is wanted and the stored one has expired. */
  REFRESH,
  /** A token is wanted, and the stored one lives but is past its soft margin. */
  REFRESH_BESIDE,
  /** As {@link #REFRESH}, by the client's own right. */
  CLIENT_CREDENTIALS,
  /** The stored token is to be revoked. */
  REVOKE;

  public static final String SOID = "ZohoCRM.600123";
  static final String ASKED_SCOPES = "ZohoCRM.modules.READ,ZohoCRM.org.READ";

  /** How long the stored access token still lives. */
  public Duration left() {
    return this == REFRESH_BESIDE ? Duration.ofSeconds(30) : Duration.ofHours(-1);
  }

  /** Under what the token is stored. */
  public TokenKey key() {
    return this == CLIENT_CREDENTIALS
        ? new TokenKey(Scene.CLIENT_ID, TokenOwner.organization(SOID), Scopes.parse(ASKED_SCOPES))
        : Scene.KEY;
  }

  public SelfClient build(SelfClient.Builder builder) {
    return this == CLIENT_CREDENTIALS
        ? builder.owner(key().owner()).clientCredentials(ASKED_SCOPES).build()
        : builder.build();
  }

  /** Makes the call; a revocation brings no token. */
  public @Nullable AccessToken through(SelfClient client) {
    return switch (this) {
      case EXCHANGE -> client.exchange(PlantedSecret.CODE.value).accessToken();
      case REFRESH, REFRESH_BESIDE, CLIENT_CREDENTIALS -> client.getAccessToken();
      case REVOKE -> {
        client.revoke(TokenOwner.unnamed());
        yield null;
      }
    };
  }
}
