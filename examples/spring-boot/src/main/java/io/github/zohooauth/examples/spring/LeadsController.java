package io.github.zohooauth.examples.spring;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.ServerClient;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.SessionAttribute;

/** Shows each user his leads. */
@RestController
class LeadsController {

  private static final Logger LOG = LoggerFactory.getLogger(LeadsController.class);
  private static final URI LOGIN = URI.create("/login");

  private final ServerClient zoho;
  private final Crm crm;

  LeadsController(ServerClient zoho, Crm crm) {
    this.zoho = zoho;
    this.crm = crm;
  }

  @GetMapping("/leads")
  ResponseEntity<?> leads(
      @SessionAttribute(name = SignIn.USER, required = false) @Nullable String user) {
    if (user == null) {
      return SignIn.redirect(LOGIN);
    }
    List<String> leads = crm.leads(zoho.forOwner(TokenOwner.user(user)));
    return ResponseEntity.ok(leads);
  }

  /** Only a person can help: revoked, or not there any more. */
  @ExceptionHandler
  ResponseEntity<Void> signInAgain(AuthorizationRequiredException e) {
    return SignIn.redirect(LOGIN);
  }

  @ExceptionHandler
  ResponseEntity<String> unavailable(ZohoOAuthException e) {
    LOG.warn(e.getMessage());
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body("Zoho is not available.");
  }
}
