package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.localzoho.Fault;
import io.github.zohooauth.localzoho.Gate;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens that are kept for a repeated exchange: it takes them, or they are revoked. */
@ExtendWith(LocalZohoExtension.class)
@Timeout(30)
class KeptTokensTest {

  private static final String REVOKE = "/oauth/v2/token/revoke";
  private static final TokenOwner OWNER = TokenOwner.user("42");

  private LocalZoho zoho;
  private ServerClient web;
  private AuthorizationRequest request;
  private String callback;

  @BeforeEach
  void failForNow(LocalZoho zoho) {
    this.zoho = zoho;
    web = ServerClientTest.builder(zoho, ServerClientTest.registered(zoho)).build();
    request = web.authorizationRequest("ZohoCRM.modules.ALL");
    callback = zoho.browser(zoho.user("us")).open(request.uri()).toString();
    assertThatThrownBy(
            () ->
                web.exchange(
                    request,
                    callback,
                    signIn -> {
                      throw new TemporaryFailureException("The database is down.");
                    }))
        .isInstanceOf(TemporaryFailureException.class)
        .hasMessageContaining("Repeat the same exchange");
    assertThat(isRevoked()).isFalse();
  }

  private boolean isRevoked() {
    return zoho.requests().stream().map(ReceivedRequest::path).anyMatch(REVOKE::equals);
  }

  @AfterEach
  void close() {
    web.close();
  }

  @Test
  void repeatedExchange_takesThem_andCloseRevokesNothing() {
    zoho.clock().advance(Duration.ofMinutes(9));
    assertThat(web.exchange(request, callback, signIn -> OWNER).isRenewable()).isTrue();
    web.close();
    assertThat(isRevoked()).isFalse();
    assertThat(zoho.tokenRequests()).hasSize(1);
  }

  @Test
  void timeThatIsOver_revokesThem_withoutAnotherExchange() {
    Gate revoked = Gate.shut();
    zoho.faults().next(ServerRole.ACCOUNTS, REVOKE, Fault.held(revoked));
    zoho.clock().advance(Duration.ofMinutes(10));
    revoked.awaitArrival(1);
    revoked.open();
  }

  @Test
  void close_revokesThem_andWaits() {
    web.close();
    assertThat(isRevoked()).isTrue();
  }
}
