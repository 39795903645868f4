package io.github.zohooauth.examples.desktop;

import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.MobileClient;
import io.github.zohooauth.examples.setting.Crm;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The user of this desktop at Zoho. Its methods wait, so they are not called by the window. */
final class Account {

  private static final String[] SCOPES = {"ZohoCRM.org.READ", "ZohoCRM.modules.leads.READ"};

  private final MobileClient zoho;
  private final Redirect redirect;
  private final Consumer<URI> browser;
  private final AtomicReference<Redirect.@Nullable Awaited> waiting = new AtomicReference<>();

  Account(MobileClient zoho, Redirect redirect, Consumer<URI> browser) {
    this.zoho = zoho;
    this.redirect = redirect;
    this.browser = browser;
  }

  boolean isSignedIn() {
    return zoho.isAuthorized();
  }

  /** Waits for what the user decides in the browser. Consent brings the refresh token. */
  void signIn() {
    AuthorizationRequest request = zoho.newAuthorizationRequest(SCOPES).promptConsent().build();
    try (Redirect.Awaited answer = redirect.listen(request)) {
      waiting.set(answer);
      browser.accept(request.uri());
      zoho.exchange(request, answer.await());
    } finally {
      waiting.set(null);
    }
  }

  /** Ends {@link #signIn}, which then throws an {@link IllegalStateException}. */
  void cancel() {
    Redirect.Awaited answer = waiting.get();
    if (answer != null) {
      answer.close();
    }
  }

  /** Returns the leads, with the name of the organization that they belong to. */
  Page leads() {
    Crm crm = new Crm(zoho);
    return new Page(crm.organization().name(), crm.detailedLeads());
  }

  /** What the window shows. */
  record Page(String organization, List<Crm.Lead> leads) {}

  /** Ends the tokens at Zoho and here. */
  void signOut() {
    zoho.revoke();
  }
}
