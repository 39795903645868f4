package io.github.zohooauth.testkit;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.client.ServerClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What no client adopts, and options that do not go together with a refresh token. */
final class BadAdoption {

  private static final String TOKEN = PlantedSecret.STORED_REFRESH_TOKEN.value;
  private static final TokenOwner ADA = TokenOwner.user("ada");

  private BadAdoption() {}

  static List<BadInput> all() {
    List<BadInput> bad = new ArrayList<>();
    add(bad, "owner", "null", b -> b.build().adopt(TOKEN, BadInput.nothing()));
    add(bad, "dataCenter", "null", b -> b.build().adopt(TOKEN, ADA, BadInput.nothing()));
    add(bad, "dataCenter", "China", b -> b.build().adopt(TOKEN, ADA, DataCenter.CN));
    add(bad, "dataCenter", "another EU", b -> b.build().adopt(TOKEN, ADA, DataCenter.EU));
    add(bad, "refreshToken", "the client ID", b -> b.build().adopt(Scene.CLIENT_ID));
    add(bad, "refreshToken", "the client ID", b -> b.refreshToken(Scene.CLIENT_ID).build());
    add(
        bad,
        "refreshToken",
        "beside clientCredentials",
        b -> b.clientCredentials("A.b").refreshToken(TOKEN).build());
    add(bad, "owner", "none of a ServerClient", b -> serverClient().refreshToken(TOKEN).build());
    add(bad, "no default owner", "of a ServerClient", b -> serverClient().build().adopt(TOKEN));
    return bad;
  }

  private static ServerClient.Builder serverClient() {
    return ServerClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(PlantedSecret.CLIENT_SECRET.value)
        .dataCenter(DataCenter.EU)
        .redirectUri(URI.create("https://app.example/callback"));
  }

  private static void add(
      List<BadInput> bad, String option, String what, Consumer<SelfClient.Builder> call) {
    bad.add(new BadInput(option, what, call));
  }
}
