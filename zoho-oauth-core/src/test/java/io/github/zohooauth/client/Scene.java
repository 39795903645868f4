package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.TokenCall;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A self client and one stored record, at one moment, about to make one call. */
public final class Scene implements AutoCloseable {

  public static final String CLIENT_ID = "1000.PROOFCLIENT";
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  public static final Duration HANG_GUARD = Duration.ofSeconds(10);
  public static final TokenKey KEY = new TokenKey(CLIENT_ID, TokenOwner.unnamed());
  public static final Set<String> STORED_SCOPES = Set.of("ZohoCRM.modules.ALL");

  /** What a call ended with. */
  public record End(@Nullable AccessToken token, @Nullable ZohoOAuthException failure) {

    public AccessToken wanted() {
      assertThat(failure).isNull();
      return Optional.ofNullable(token).orElseThrow();
    }
  }

  public final TokenStore store = TokenStore.inMemory();
  private final IdleTime time = new IdleTime();
  private final TokenCall call;
  private final SelfClient client;

  public Scene(TokenCall call, DataCenter dataCenter, HttpClient http) {
    this(call, dataCenter, http, HANG_GUARD);
  }

  public Scene(TokenCall call, DataCenter dataCenter, HttpClient http, Duration requestTimeout) {
    this.call = call;
    AccessToken token =
        new AccessToken(
            PlantedSecret.STORED_ACCESS_TOKEN.value,
            NOW.plus(call.left()),
            STORED_SCOPES,
            dataCenter,
            URI.create("https://stored.zohoapis.eu"));
    store.save(
        call.key(),
        StoredToken.refreshing(dataCenter, PlantedSecret.STORED_REFRESH_TOKEN.value)
            .withAccessToken(token, token.expiresAt().minus(Duration.ofHours(1)))
            .withDetail("email", "somebody@example.com"));
    client =
        call.build(
            SelfClient.builder()
                .clientId(CLIENT_ID)
                .clientSecret(PlantedSecret.CLIENT_SECRET.value)
                .clientSecret(DataCenter.IN, PlantedSecret.OTHER_CLIENT_SECRET.value)
                .dataCenter(dataCenter)
                .owner(KEY.owner())
                .tokenStore(store)
                .httpClient(http)
                .requestTimeout(requestTimeout)
                .callerTimeout(HANG_GUARD.multipliedBy(2))
                .clock(time)
                .pauses(time));
  }

  /** Makes the call; any exception that is not the library's own is a fault. */
  public End play() {
    try {
      return new End(call.through(client), null);
    } catch (ZohoOAuthException e) {
      return new End(null, e);
    }
  }

  /** All of the stored record but its renewal notes, as text; empty if nothing is stored. */
  public Optional<String> tokenPart() {
    return store
        .load(call.key())
        .map(stored -> TokenCodec.plain().encode(call.key(), stored))
        .map(Scene::noted);
  }

  private static String noted(String text) {
    try {
      ObjectNode json = (ObjectNode) new JsonMapper().readTree(text);
      return json.remove(
              List.of("calls", "notBefore", "why", "failures", "unsent", "refused", "replacedAt"))
          .toString();
    } catch (JsonProcessingException e) {
      throw new AssertionError("the stored record is not JSON", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
