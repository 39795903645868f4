package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.testkit.PassedOnStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thread of a servlet container is interrupted while it signs a user in. */
@Timeout(30)
class InterruptedSignInTest {

  private static final TokenOwner OWNER = TokenOwner.user("42");

  /** Saves only when it may. */
  private static final class SlowStore extends PassedOnStore {
    final CountDownLatch saving = new CountDownLatch(1);
    final CountDownLatch free = new CountDownLatch(1);

    @Override
    public void save(TokenKey key, StoredToken token) {
      saving.countDown();
      try {
        free.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      super.save(key, token);
    }
  }

  private static boolean isOpen(ServerClient client) {
    try {
      client.forget(TokenOwner.user("another"));
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  @Test
  void close_waitsUntilTheTokensAreStored_alsoIfTheCallerHasLeft() throws Exception {
    SlowStore store = new SlowStore();
    try (LocalZoho zoho = LocalZoho.start()) {
      ServerClient web =
          ServerClientTest.builder(zoho, ServerClientTest.registered(zoho))
              .tokenStore(store)
              .build();
      AuthorizationRequest request = web.authorizationRequest("ZohoCRM.modules.ALL");
      String callback = zoho.browser(zoho.user("eu")).open(request.uri()).toString();
      CompletableFuture<Throwable> left = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  web.exchange(request, callback, signIn -> OWNER);
                } catch (Throwable e) {
                  left.complete(e);
                }
              });
      caller.start();
      store.saving.await();
      caller.interrupt();
      assertThat(left.get()).hasMessageContaining("interrupted");
      Thread releasing = new Thread(store.free::countDown);
      CompletableFuture<Boolean> stored =
          CompletableFuture.supplyAsync(
              () -> {
                web.close();
                return store.load(new TokenKey(web.clientId(), OWNER)).isPresent();
              });
      while (isOpen(web)) {
        Thread.onSpinWait(); // close() has begun when new work is refused
      }
      releasing.start();
      assertThat(stored.get()).as("stored when close() returns").isTrue();
    }
  }
}
