package io.github.zohooauth.examples.benchmarks.library;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.net.URI;

/** This library, with the refresh token in its store. */
public final class ZohoOAuth implements Cache {

  private final TokenProvider tokens;

  public ZohoOAuth(URI endpoint) {
    tokens = builder(endpoint).build().forOwner(TokenOwner.unnamed());
  }

  @Override
  public Object token() {
    return tokens.getAccessToken();
  }

  static SelfClient.Builder builder(URI endpoint) {
    DataCenter eu = dataCenter(endpoint);
    TokenStore store = TokenStore.inMemory();
    store.save(
        new TokenKey(Registration.CLIENT_ID, TokenOwner.unnamed()),
        StoredToken.refreshing(eu, Registration.REFRESH_TOKEN));
    return SelfClient.builder()
        .clientId(Registration.CLIENT_ID)
        .clientSecret(Registration.SECRET)
        .dataCenter(eu)
        .tokenStore(store);
  }

  static DataCenter dataCenter(URI endpoint) {
    return DataCenter.of("eu", endpoint.resolve("/"), URI.create("https://www.zohoapis.eu"));
  }
}
