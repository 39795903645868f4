package io.github.zohooauth.localzoho.internal.pages;

import io.github.zohooauth.localzoho.internal.server.Addresses;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.server.Place;
import io.github.zohooauth.localzoho.internal.server.RealNames;
import io.github.zohooauth.localzoho.internal.state.Account;
import io.github.zohooauth.localzoho.internal.state.Registration;
import io.github.zohooauth.localzoho.internal.state.Session;
import io.github.zohooauth.localzoho.internal.state.Sessions;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import java.net.URI;
import java.util.Optional;

/**
 * {@code /signin}: who is the user? First the e-mail address; then, at the accounts server of the
 * user's own data center (1.4), the password; then back to where it began.
 */
public final class SignIn {
  private final World world;
  private final String location;
  private final Addresses addresses;

  public SignIn(World world, String location, Addresses addresses) {
    this.world = world;
    this.location = location;
    this.addresses = addresses;
  }

  /** Returns what sends a browser to sign in and then back to what it asked for. */
  public static Answer before(ReceivedRequest request) {
    return Answer.redirect(ServiceUrl.of(request).signIn());
  }

  public Answer answer(ReceivedRequest request) {
    return switch (request.method()) {
      case "GET" -> show(request);
      case "POST" -> take(request);
      default -> Answer.html(400, "Invalid Request");
    };
  }

  private Answer show(ReceivedRequest request) {
    Optional<ServiceUrl> service = ServiceUrl.of(request.queryParameter("serviceurl"));
    if (service.isEmpty()) {
      return Answer.html(400, "Invalid Request");
    }
    Session session =
        world.sessions().of(request).orElseGet(() -> world.sessions().begin(location));
    String email = request.queryParameter("login_id").orElse("");
    boolean lives = world.users().of(email).filter(this::livesHere).isPresent();
    Answer page = page(session, service.get(), email, lives, "");
    return Sessions.cookie(page, session, accounts(location));
  }

  private Answer take(ReceivedRequest request) {
    Optional<Session> session = world.sessions().of(request).filter(its -> its.sent(request));
    Optional<ServiceUrl> service = ServiceUrl.of(request.formParameter("serviceurl"));
    if (session.isEmpty() || service.isEmpty()) {
      return AuthError.SESSION_EXPIRED.page();
    }
    String email = request.formParameter("login_id").orElse("");
    Optional<Account> user = world.users().of(email).filter(this::isWithinReach);
    if (user.isEmpty()) {
      return page(session.get(), service.get(), email, false, "This account does not exist.");
    }
    if (!livesHere(user.get())) {
      return Answer.redirect(accounts(user.get().location()) + service.get().signIn(email));
    }
    Optional<String> password = request.formParameter("password");
    if (password.isEmpty()) {
      return page(session.get(), service.get(), email, true, "");
    }
    if (!password.get().equals(user.get().password())) {
      return page(session.get(), service.get(), email, true, "The password is wrong.");
    }
    Session signedIn = world.sessions().signIn(session.get(), user.get());
    return Sessions.cookie(Answer.redirect(service.get().text()), signedIn, accounts(location));
  }

  private Answer page(
      Session session, ServiceUrl service, String email, boolean known, String problem) {
    PageForm form =
        PageForm.to("/signin")
            .hidden("form_key", session.formKey())
            .hidden("serviceurl", service.text())
            .field("email", "login_id", "E-mail address", email);
    if (known) {
      form.field("password", "password", "Password", "");
    }
    form.button("step", "next", known ? "Sign in" : "Next");
    allowRedirects(form, service);
    Page page = Page.titled("Sign in to Zoho");
    if (!problem.isEmpty()) {
      page.alert(problem);
    }
    return page.form(form).answer(200);
  }

  /** Allows what can follow: to another data center, and straight back to the application. */
  private void allowRedirects(PageForm form, ServiceUrl service) {
    Optional<Registration> client = service.parameter("client_id").flatMap(world.ledger()::client);
    RealNames.locations().stream()
        .filter(other -> client.isEmpty() || client.get().enabledAt(other))
        .map(this::accounts)
        .forEach(form::mayLeadTo);
    client.ifPresent(its -> its.redirectUris().forEach(form::mayLeadTo));
  }

  private boolean livesHere(Account user) {
    return user.location().equals(location);
  }

  /** Returns whether a user's data center is linked with this one: China is separate (1.4). */
  private boolean isWithinReach(Account user) {
    return user.location().equals("cn") == location.equals("cn");
  }

  private URI accounts(String other) {
    return addresses.of(new Place(ServerRole.ACCOUNTS, other));
  }
}
