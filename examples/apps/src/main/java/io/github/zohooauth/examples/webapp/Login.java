package io.github.zohooauth.examples.webapp;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.PendingAuthorizations;
import io.github.zohooauth.client.ServerClient;
import io.github.zohooauth.client.SignIn;
import io.github.zohooauth.examples.setting.Crm;
import java.net.URI;

/** "Login with Zoho": to Zoho and back, and then it is known who came. */
final class Login {

  private static final String[] SCOPES = {
    "openid", "email", "ZohoCRM.org.READ", "ZohoCRM.modules.leads.READ"
  };

  private final ServerClient zoho;
  private final PendingAuthorizations pending = PendingAuthorizations.upTo(10_000);

  Login(ServerClient zoho) {
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

  /** Returns the owner who came back, whose tokens are in the store. */
  TokenOwner complete(String session, String callback) {
    return zoho.exchange(pending.take(session, callback), callback, Login::ownerOf).owner();
  }

  /** A user can allow this application in several organizations, each with tokens of its own. */
  private static TokenOwner ownerOf(SignIn signIn) {
    Crm crm = new Crm(signIn::accessToken);
    return signIn.inEnvironment(
        TokenOwner.user(signIn.idToken().email()).inOrganization(crm.organization().id()));
  }
}
