package io.github.zohooauth.testkit;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.ServerClient;
import io.github.zohooauth.store.TokenStore;
import java.net.URI;

/** A token of one data center, of a client that is registered in another. */
public final class TwoDataCenters implements AutoCloseable {

  public static final String OLDER = "/oauth/v2/token/revoke";
  public static final String NEWER = "/oauth/v2/revoke/token";
  public static final CannedAnswer PAGE =
      CannedAnswer.of(400, "text/html;charset=UTF-8", "<html><title>Zoho Accounts</title></html>");

  /** Where the token lives. */
  public final SigningZoho token = new SigningZoho();

  /** Where the client is registered. */
  public final SigningZoho home = new SigningZoho();

  public ServerClient client(TokenStore store) {
    URI api = URI.create("https://www.zohoapis.com");
    return ServerClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(PlantedSecret.CLIENT_SECRET.value)
        .clientSecret(token.dataCenter, PlantedSecret.OTHER_CLIENT_SECRET.value)
        .dataCenter(DataCenter.of("us", home.dataCenter.accountsServer(), api))
        .dataCenters(token.dataCenter)
        .redirectUri(URI.create("https://app.example/callback"))
        .clock(() -> Scene.NOW)
        .tokenStore(store)
        .build();
  }

  /** Answers so at the two forms of revocation from now on. */
  public static void answers(SigningZoho server, CannedAnswer older, CannedAnswer newer) {
    server.serves(OLDER, older);
    server.serves(NEWER, newer);
  }

  @Override
  public void close() {
    token.close();
    home.close();
  }
}
