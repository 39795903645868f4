package io.github.zohooauth.examples.spring;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.ServerClient;
import io.github.zohooauth.client.SignInResult;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** "Sign in with Zoho": to Zoho and back, and then the session knows who came. */
@RestController
class SignIn {

  /** Who signed in, in the session: the user's e-mail address. */
  static final String USER = "user";

  private static final String[] SCOPES = {"openid", "email", "ZohoCRM.modules.leads.READ"};

  private final ServerClient zoho;

  SignIn(ServerClient zoho) {
    this.zoho = zoho;
  }

  /** Keeps the request in the session, as text: any host may get the answer. */
  @GetMapping("/login")
  ResponseEntity<Void> login(HttpSession session) {
    AuthorizationRequest consent = zoho.authorizationRequest(SCOPES);
    session.setAttribute(consent.state(), consent.text());
    return redirect(consent.uri());
  }

  @GetMapping("/callback")
  ResponseEntity<Void> callback(@RequestParam String state, HttpServletRequest redirect) {
    HttpSession session = redirect.getSession();
    AuthorizationRequest request =
        session.getAttribute(state) instanceof String text
            ? AuthorizationRequest.parse(text)
            : null;
    session.removeAttribute(state); // a request is answered once
    SignInResult signedIn =
        zoho.exchange(
            request,
            redirect.getQueryString(),
            signIn -> TokenOwner.user(signIn.idToken().email()));
    redirect.changeSessionId();
    session.setAttribute(USER, signedIn.owner().user());
    return redirect(URI.create("/leads"));
  }

  /** The user refused, came back too late, or was not sent from here. */
  @ExceptionHandler
  ResponseEntity<String> beginAgain(AuthorizationRequiredException e) {
    return ResponseEntity.badRequest().body("You are not signed in. Begin again at /login.");
  }

  static ResponseEntity<Void> redirect(URI location) {
    return ResponseEntity.status(HttpStatus.FOUND).location(location).build();
  }
}
