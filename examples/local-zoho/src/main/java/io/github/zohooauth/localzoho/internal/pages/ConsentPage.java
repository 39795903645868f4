package io.github.zohooauth.localzoho.internal.pages;

import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.state.Account;
import io.github.zohooauth.localzoho.internal.state.AuthRequest;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.Registration;
import io.github.zohooauth.localzoho.internal.state.Scopes;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The page that asks a user for consent, and what the user chose there (2.2, 2.9, 3, 7). */
public final class ConsentPage {
  private static final String ACCEPT = "accept";

  private ConsentPage() {}

  public static Answer of(
      ReceivedRequest request, AuthRequest wanted, Account user, String formKey) {
    PageForm form =
        PageForm.to(request.path() + "/approve?" + request.rawQuery()).hidden("form_key", formKey);
    if (needsOrganization(wanted)) {
      form.choice("organization", "Organization", organizations(user));
    }
    if (Scopes.needEnvironment(wanted.scopes())) {
      form.choice("environment", "Environment", environments());
    }
    if (wanted.implicit()) {
      form.checkbox("session", "true", "Grant access for the entire session");
    }
    return page(wanted.client(), user, wanted.scopes(), form, wanted.redirectUri());
  }

  /** Returns the page with the buttons to accept and to reject at the end of {@code form}. */
  public static Answer page(
      Registration client, Account user, List<String> scopes, PageForm form, String redirectUri) {
    form.button("decision", ACCEPT, "Accept").button("decision", "reject", "Reject");
    return Page.titled(client.name() + " would like to access your Zoho account")
        .text("You are signed in as " + user.email() + ". The application asks for:")
        .list(scopes)
        .form(form.mayLeadTo(URI.create(redirectUri)))
        .answer(200);
  }

  public static boolean isAccepted(ReceivedRequest decision) {
    return decision.formParameter("decision").equals(Optional.of(ACCEPT));
  }

  public static boolean isForSession(ReceivedRequest decision) {
    return decision.formParameter("session").isPresent();
  }

  /** Returns what the user allowed; a choice that was not on the page ends in one. */
  public static Grant grant(ReceivedRequest decision, AuthRequest wanted, Account user) {
    return new Grant(
        wanted.client(),
        user,
        needsOrganization(wanted)
            ? chosen(decision, "organization", user.organizations().stream())
            : null,
        Scopes.needEnvironment(wanted.scopes())
            ? CrmEnvironment.valueOf(
                chosen(decision, "environment", environments().keySet().stream()))
            : null,
        wanted.scopes());
  }

  private static String chosen(ReceivedRequest decision, String name, Stream<String> offered) {
    String value = decision.formParameter(name).orElse("");
    return offered
        .filter(value::equals)
        .findFirst()
        .orElseThrow(() -> new PageShown(AuthError.INVALID_CHOICE));
  }

  private static boolean needsOrganization(AuthRequest wanted) {
    return wanted.instanceLevel() || Scopes.needEnvironment(wanted.scopes());
  }

  private static Map<String, String> organizations(Account user) {
    Map<String, String> options = new LinkedHashMap<>();
    user.organizations().forEach(id -> options.put(id, "Organization " + id));
    return options;
  }

  private static Map<String, String> environments() {
    Map<String, String> options = new LinkedHashMap<>();
    for (CrmEnvironment environment : CrmEnvironment.values()) {
      String name = environment.name();
      options.put(name, name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT));
    }
    return options;
  }
}
