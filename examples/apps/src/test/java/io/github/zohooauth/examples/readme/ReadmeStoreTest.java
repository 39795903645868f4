package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.contract.TokenStoreContract;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The store that the guide shows, verbatim. */
@ExtendWith(LocalZohoExtension.class)
class ReadmeStoreTest extends TokenStoreContract {

  @TempDir private Path temp;
  private Compiled compiled;

  @BeforeEach
  void compile() throws IOException {
    String block =
        Guide.blocks("java", Guide.CORE.part("A store of three methods")).stream()
            .findFirst()
            .orElseThrow();
    assertThat(block.lines()).hasSizeLessThanOrEqualTo(15);
    compiled = Compiled.type(temp, "MapTokenStore", block);
  }

  @Override
  protected TokenStore store() {
    try {
      return (TokenStore) compiled.newInstance();
    } catch (IOException | ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected TokenStore reopen(TokenStore store) {
    return store;
  }

  @Override
  protected boolean cutOff(TokenStore store) {
    return false;
  }

  /** The library's own lease, for whose end InMemoryTokenStoreTest does not wait. */
  @Override
  protected TokenStore.Lease leaseTaken(Duration ago, TokenStore store, TokenKey key) {
    TokenStore.Lease lease = store.tryLease(key).orElseThrow();
    if (ago.toSeconds() > 25) {
      lease.close();
    }
    return lease;
  }

  @Test
  void store_servesTwoClientsOneAfterTheOther(LocalZoho zoho) {
    Client registered = zoho.user("eu").selfClient();
    TokenStore store = store();
    AccessToken token;
    try (SelfClient client = client(zoho, registered, store)) {
      token = client.exchange(registered.code("ZohoCRM.modules.ALL")).accessToken();
    }
    try (SelfClient client = client(zoho, registered, store)) {
      assertThat(client.getAccessToken()).isEqualTo(token);
    }
    assertThat(zoho.tokenRequests()).hasSize(1);
  }

  private static SelfClient client(LocalZoho zoho, Client registered, TokenStore store) {
    return SelfClient.builder()
        .clientId(registered.id())
        .clientSecret(registered.secret())
        .dataCenter(LocalEu.of(zoho))
        .tokenStore(store)
        .clock(zoho.clock())
        .build();
  }
}
