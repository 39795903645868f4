package io.github.zohooauth.localzoho.internal.accounts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.state.TokenError;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.Switch;
import java.time.Duration;
import java.util.Locale;

/** The error answers of the token endpoint, as a {@link Reading} has them (8.1, 8.2). */
final class ErrorAnswers {
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final Reading reading;

  ErrorAnswers(Reading reading) {
    this.reading = reading;
  }

  Answer of(TokenError error) {
    if (error == TokenError.TOO_MANY_REQUESTS) {
      return throttled();
    }
    String code =
        switch (error) {
          case INVALID_SCOPE -> lowerCase(reading.get(Switch.ScopeError.class));
          case INVALID_SOID -> lowerCase(reading.get(Switch.SoidError.class));
          default -> lowerCase(error);
        };
    ObjectNode body = body(code);
    if (reading.is(Switch.ErrorDescription.EVERY_ERROR)) {
      body.put("error_description", "The request was refused: " + code);
    }
    return Answer.json(status(error), body);
  }

  Answer grantType() {
    return reading.is(Switch.GrantTypeError.INVALID_CLIENT)
        ? of(TokenError.INVALID_CLIENT)
        : Answer.html(400, "Invalid Request");
  }

  Answer throttled() {
    Switch.ThrottleAnswer form = reading.get(Switch.ThrottleAnswer.class);
    Answer answer =
        switch (form) {
          case ACCESS_DENIED_200 -> Answer.json(200, tooManyRequests());
          case ACCESS_DENIED_400 -> Answer.json(400, tooManyRequests());
          case LOWER_CASE_ACCESS_DENIED_200 -> Answer.json(200, body("access_denied"));
        };
    return reading.is(Switch.RetryAfter.PRESENT)
        ? answer.with("Retry-After", Long.toString(PAUSE.toSeconds()))
        : answer;
  }

  private int status(TokenError error) {
    boolean badRequest =
        switch (error) {
          case INVALID_CODE, INVALID_CLIENT, TOO_MANY_REQUESTS -> false;
          case INVALID_CLIENT_SECRET -> reading.is(Switch.ClientSecretErrorStatus.BAD_REQUEST_400);
          case INVALID_REDIRECT_URI -> reading.is(Switch.RedirectUriErrorStatus.BAD_REQUEST_400);
          case INVALID_SCOPE -> reading.is(Switch.ScopeErrorStatus.BAD_REQUEST_400);
          case INVALID_SOID, MISSING_ORG_INFO ->
              reading.is(Switch.OrganizationErrorStatus.BAD_REQUEST_400);
        };
    return badRequest ? 400 : 200;
  }

  private static ObjectNode tooManyRequests() {
    return body("Access Denied")
        .put(
            "error_description",
            "You have made too many requests continuously. Please try again after some time.");
  }

  private static ObjectNode body(String code) {
    return JsonNodeFactory.instance.objectNode().put("error", code);
  }

  private static String lowerCase(Enum<?> code) {
    return code.name().toLowerCase(Locale.ROOT);
  }
}
