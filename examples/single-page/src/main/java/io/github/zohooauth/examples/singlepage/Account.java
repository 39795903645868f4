package io.github.zohooauth.examples.singlepage;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.BrowserClient;
import io.github.zohooauth.client.PendingAuthorizations;
import io.github.zohooauth.client.SignIn;
import io.github.zohooauth.examples.setting.Crm;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the page does at Zoho for the user of a browser session. */
final class Account {

  private static final String[] SCOPES = {
    "openid", "email", "ZohoCRM.org.READ", "ZohoCRM.modules.leads.READ"
  };

  private final BrowserClient zoho;
  private final PendingAuthorizations pending;

  Account(BrowserClient zoho, PendingAuthorizations pending) {
    this.zoho = zoho;
    this.pending = pending;
  }

  /** Returns where the browser goes to sign in. */
  URI signIn(String session) {
    return keep(session, zoho.authorizationRequest(SCOPES));
  }

  /** Returns where an invisible frame goes for the next token. Zoho shows no page there. */
  URI renewal(String session, TokenOwner owner) {
    return keep(
        session, zoho.renewalRequest(owner).orElseGet(() -> zoho.authorizationRequest(SCOPES)));
  }

  private URI keep(String session, AuthorizationRequest request) {
    pending.keep(session, request);
    return request.uri();
  }

  /** Takes the token of a fragment, and returns whose it is, as the verified id_token says. */
  TokenOwner arrive(String session, @Nullable String fragment) {
    AuthorizationRequest request = pending.take(session, fragment);
    return zoho.accept(request, fragment, Account::ownerOf).owner();
  }

  private static TokenOwner ownerOf(SignIn signIn) {
    signIn.putDetail("email", signIn.idToken().email());
    return TokenOwner.user(signIn.idToken().subject());
  }

  /** Returns the token, or throws when it has expired: then the browser has to renew it. */
  AccessToken token(TokenOwner owner) {
    return zoho.forOwner(owner).getAccessToken();
  }

  String email(TokenOwner owner) {
    return zoho.details(owner).getOrDefault("email", "");
  }

  List<Crm.Lead> leads(TokenOwner owner) {
    return new Crm(zoho.forOwner(owner)).detailedLeads();
  }

  String organization(TokenOwner owner) {
    return new Crm(zoho.forOwner(owner)).organization().name();
  }

  /** Ends the token at Zoho. */
  void signOut(TokenOwner owner) {
    zoho.revoke(owner);
  }
}
