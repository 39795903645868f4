package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.NamingZoho;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Ada's record, an accounts server, and clients that are told of adoptions. */
final class AdoptStage implements AutoCloseable {

  static final TokenOwner ADA = TokenOwner.user("ada");
  static final TokenKey KEY = new TokenKey(Scene.CLIENT_ID, ADA);

  final IdleTime time = new IdleTime();
  final NamingZoho zoho = new NamingZoho(time);
  final TwoHosts.FailingStore store = new TwoHosts.FailingStore();
  final BlockingQueue<TokenListener.Event> adopted = new LinkedBlockingQueue<>();

  SelfClient client() {
    TokenListener listener =
        new TokenListener() {
          @Override
          public void adopted(Event event) {
            adopted.add(event);
          }
        };
    return zoho.client().tokenStore(store).pauses(time).owner(ADA).listener(listener).build();
  }

  StoredToken stored() {
    return store.load(KEY).orElseThrow();
  }

  static void assertOf(String refreshToken, AccessToken token) {
    assertThat(NamingZoho.origin(token.value())).isEqualTo(refreshToken);
  }

  @Override
  public void close() {
    zoho.close();
  }
}
