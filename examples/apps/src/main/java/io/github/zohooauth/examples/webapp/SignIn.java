package io.github.zohooauth.examples.webapp;

import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.Granted;
import io.github.zohooauth.client.PendingAuthorizations;
import io.github.zohooauth.client.ServerClient;
import io.github.zohooauth.examples.setting.Crm;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** "Login with Zoho": to Zoho and back, and then it is known who came. */
final class SignIn {

  private static final String[] SCOPES = {
    "openid", "email", "ZohoCRM.org.READ", "ZohoCRM.modules.leads.READ"
  };

  private final ServerClient zoho;
  private final PendingAuthorizations pending = PendingAuthorizations.upTo(10_000);

  SignIn(ServerClient zoho) {
    this.zoho = zoho;
  }

  /**
   * Returns where to send the browser.
   *
   * @param again whether Zoho is to ask for consent even if the user gave it before
   */
  URI begin(String session, boolean again) {
    AuthorizationRequest.Builder request = zoho.newAuthorizationRequest(SCOPES);
    AuthorizationRequest made = (again ? request.promptConsent() : request).build();
    pending.keep(session, made);
    return made.uri();
  }

  /** Returns who came back, with tokens in the store; empty if nobody was sent, or too long ago. */
  Optional<TokenOwner> complete(String session, String redirect) {
    return pending.take(session, redirect).map(request -> exchange(request, redirect));
  }

  private TokenOwner exchange(AuthorizationRequest request, String redirect) {
    AtomicReference<@Nullable TokenOwner> owner = new AtomicReference<>();
    zoho.exchange(
        request,
        redirect,
        granted -> {
          TokenOwner named = nameOf(granted);
          owner.set(named);
          return named;
        });
    return Objects.requireNonNull(owner.get());
  }

  /** A user can allow this application in several organizations, each with tokens of its own. */
  private static TokenOwner nameOf(Granted granted) {
    return TokenOwner.user(granted.idToken().email())
        .inOrganization(new Crm(granted::accessToken).organization().id())
        .inEnvironment(granted.environment().orElse(Environment.PRODUCTION));
  }
}
