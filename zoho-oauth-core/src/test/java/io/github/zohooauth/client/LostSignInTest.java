package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.Fault;
import io.github.zohooauth.localzoho.Gate;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CrmCaller;
import io.github.zohooauth.testkit.SeenLogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens that no caller gets are revoked, and all others stay valid. */
@ExtendWith(LocalZohoExtension.class)
@Timeout(30)
class LostSignInTest {

  private static final String TOKEN = "/oauth/v2/token";
  private static final String REVOKE = "/oauth/v2/token/revoke";
  private static final String SCOPES = "ZohoCRM.modules.ALL,ZohoCRM.org.READ";
  private static final TokenOwner OWNER = TokenOwner.user("42");
  private static final int WORKERS = 16;

  private static final TokenStore FULL =
      new TokenStore() {
        @Override
        public Optional<StoredToken> load(TokenKey key) {
          return Optional.empty();
        }

        @Override
        public void save(TokenKey key, StoredToken token) {
          throw new TokenStoreException("the disk is full");
        }

        @Override
        public void delete(TokenKey key) {}
      };

  private LocalZoho zoho;
  private User user;
  private Client registered;

  @BeforeEach
  void register(LocalZoho zoho) {
    this.zoho = zoho;
    user = zoho.user("us");
    registered = ServerClientTest.registered(zoho);
  }

  private String redirect(AuthorizationRequest request) {
    return zoho.browser(user).open(request.uri()).toString();
  }

  private boolean isRevoked() {
    return zoho.requests().stream().map(ReceivedRequest::path).anyMatch(REVOKE::equals);
  }

  @Test
  void callerWhoLeaves_leavesNoTokensBehind() throws Exception {
    Gate token = Gate.shut();
    Gate revoked = Gate.shut();
    zoho.faults().next(ServerRole.ACCOUNTS, TOKEN, Fault.held(token));
    zoho.faults().next(ServerRole.ACCOUNTS, REVOKE, Fault.held(revoked));
    try (ServerClient web = ServerClientTest.builder(zoho, registered).build()) {
      AuthorizationRequest request = web.authorizationRequest(SCOPES);
      String redirect = redirect(request);
      AtomicReference<Throwable> end = new AtomicReference<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  web.exchange(request, redirect, signIn -> OWNER);
                } catch (ZohoOAuthException e) {
                  end.set(e);
                }
              });
      caller.start();
      token.awaitArrival(1);
      caller.interrupt();
      caller.join();
      assertThat(end.get()).isInstanceOf(TemporaryFailureException.class);
      token.open();
      revoked.awaitArrival(1);
      revoked.open();
      assertThat(web.isAuthorized(OWNER)).isFalse();
    }
  }

  @Test
  void storeThatCannotSave_leavesNoTokensBehind() {
    try (ServerClient web = ServerClientTest.builder(zoho, registered).tokenStore(FULL).build()) {
      AuthorizationRequest request = web.authorizationRequest(SCOPES);
      assertThatThrownBy(() -> web.exchange(request, redirect(request), signIn -> OWNER))
          .isInstanceOf(TokenStoreException.class);
    }
    assertThat(isRevoked()).isTrue();
  }

  @Test
  void callerWhoIsInterruptedDuringTheRevocation_leavesNoWarning() throws Exception {
    Gate revoked = Gate.shut();
    zoho.faults().next(ServerRole.ACCOUNTS, REVOKE, Fault.held(revoked));
    try (SeenLogs logs = new SeenLogs()) {
      try (ServerClient web = ServerClientTest.builder(zoho, registered).tokenStore(FULL).build()) {
        AuthorizationRequest request = web.authorizationRequest(SCOPES);
        String redirect = redirect(request);
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread caller =
            new Thread(
                () -> {
                  try {
                    web.exchange(request, redirect, signIn -> TokenOwner.user(""));
                  } catch (RuntimeException e) {
                    end.set(e);
                  }
                });
        caller.start();
        revoked.awaitArrival(1);
        caller.interrupt();
        caller.join();
        assertThat(end.get()).isInstanceOf(IllegalArgumentException.class);
        revoked.open();
      }
      assertThat(logs.drain()).noneMatch(line -> line.contains("not revoked"));
    }
  }

  /**
   * Each thread of the client's own then waits for Zoho, and none of them is to read its answer.
   */
  @Test
  void manyWhoCannotBeSaved_doNotWaitForEachOther() throws Exception {
    Gate revoked = Gate.shut();
    IntStream.range(0, WORKERS)
        .forEach(i -> zoho.faults().next(ServerRole.ACCOUNTS, REVOKE, Fault.held(revoked)));
    try (ServerClient web = ServerClientTest.builder(zoho, registered).tokenStore(FULL).build()) {
      List<CompletableFuture<SignInResult>> signIns = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        AuthorizationRequest request = web.authorizationRequest(SCOPES);
        String redirect = zoho.browser(zoho.user("us")).open(request.uri()).toString();
        signIns.add(
            CompletableFuture.supplyAsync(
                () -> web.exchange(request, redirect, signIn -> OWNER),
                task -> new Thread(task).start()));
      }
      revoked.awaitArrival(WORKERS);
      revoked.open();
      for (CompletableFuture<SignInResult> signIn : signIns) {
        assertThatThrownBy(signIn::get).hasCauseInstanceOf(TokenStoreException.class);
      }
    }
  }

  @Test
  void wrongEnvironment_leavesNoTokensBehind() {
    try (ServerClient web =
        ServerClientTest.builder(zoho, registered).strictEnvironment().build()) {
      AuthorizationRequest request = web.authorizationRequest(SCOPES);
      String redirect =
          zoho.browser(user).environment(CrmEnvironment.SANDBOX).open(request.uri()).toString();
      TokenOwner production = OWNER.inEnvironment(Environment.PRODUCTION);
      assertThatThrownBy(() -> web.exchange(request, redirect, signIn -> production))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("SANDBOX");
    }
    assertThat(isRevoked()).isTrue();
  }

  @Test
  void ownerWhoSignsInDuringARevocation_staysSignedIn() throws Exception {
    try (ServerClient web = ServerClientTest.builder(zoho, registered).build()) {
      AuthorizationRequest first = web.authorizationRequest(SCOPES);
      web.exchange(first, redirect(first), signIn -> OWNER);
      Gate gate = Gate.shut();
      zoho.faults().next(ServerRole.ACCOUNTS, REVOKE, Fault.held(gate));
      CompletableFuture<Void> revocation =
          CompletableFuture.runAsync(() -> web.revoke(OWNER), task -> new Thread(task).start());
      gate.awaitArrival(1);
      AuthorizationRequest second = web.newAuthorizationRequest(SCOPES).promptConsent().build();
      AccessToken token = web.exchange(second, redirect(second), signIn -> OWNER).accessToken();
      gate.open();
      revocation.get(10, TimeUnit.SECONDS);
      assertThat(web.forOwner(OWNER).getAccessToken()).isEqualTo(token);
      assertThat(new CrmCaller().organization(token).statusCode()).isEqualTo(200);
    }
  }
}
