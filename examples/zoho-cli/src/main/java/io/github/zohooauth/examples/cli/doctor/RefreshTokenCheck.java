package io.github.zohooauth.examples.cli.doctor;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.client.TokenStatus;
import java.util.Optional;
import java.util.Set;

/** Whether somebody is logged in for longer than an hour, and whether Zoho still accepts it. */
final class RefreshTokenCheck implements Check {

  private static final String AGAIN = "Log in again: zoho login";

  @Override
  public String name() {
    return "refresh token";
  }

  @Override
  public Set<String> needs() {
    return Set.of("token store", "client secret", "redirect URI", "scopes", "limits");
  }

  @Override
  public Finding examine(SetUp setUp) {
    Optional<TokenStatus> status = setUp.status();
    if (status.isEmpty()) {
      return fail("There is none: nobody is logged in.", "Log in: zoho login");
    }
    TokenStatus now = status.get();
    if (now.state() == TokenStatus.State.REFUSED) {
      return refused(now);
    }
    if (!now.isRenewable()) {
      return fail(
          "There is none, so it ends at %s. Zoho issues one at a user's first consent alone."
              .formatted(now.expiresAt()),
          "zoho login asks for consent once more, and so gets one.");
    }
    return alive(setUp);
  }

  private Finding refused(TokenStatus now) {
    return fail(
        "Zoho has refused it%s: the user removed the app, or the 21st login of this user ended it."
            .formatted(now.refusedSince() == null ? "" : " since " + now.refusedSince()),
        AGAIN);
  }

  /** Any answer other than "invalid token" tells that the token is alive, whatever its scopes. */
  private Finding alive(SetUp setUp) {
    AccessToken token = setUp.client().getAccessToken();
    Reply reply = setUp.probe().profileOf(token.dataCenter(), token.authorizationHeader());
    if (!reply.error().equals("INVALID_OAUTHTOKEN")) {
      return ok("It is there, and its access token works until %s.".formatted(token.expiresAt()));
    }
    AccessToken other = setUp.client().replaceRejected(token);
    Optional<TokenStatus> now = setUp.status();
    if (now.isPresent() && now.get().state() == TokenStatus.State.REFUSED) {
      return refused(now.get());
    }
    return other.value().equals(token.value())
        ? fail(
            "Zoho ended the access token before its time, and no other can be had yet.",
            "Run zoho doctor again in ten minutes. If it stays: zoho login")
        : warn(
            "Zoho had ended the access token before its time. Another one was obtained.",
            "If that comes often, more than ten programs ask for tokens of this login.");
  }
}
