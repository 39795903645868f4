package io.github.zohooauth.examples.tv;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.DeviceAuthorization;
import io.github.zohooauth.client.DeviceClient;
import io.github.zohooauth.client.SignInResult;
import java.util.concurrent.CompletableFuture;

/**
 * Shows the presentations of a viewer, who signs in once with a phone.
 *
 * <p>The code on the screen is kept in a file, so a television that is switched off and on goes on
 * with the same code. A viewer may live in another data center than the client.
 */
final class Tv implements Runnable {

  private static final String[] SCOPES = {"ZohoShow.presentations.READ"};

  private final DeviceClient zoho;
  private final PendingCode pending;
  private final TvScreen screen;
  private final Presentations presentations;

  Tv(DeviceClient zoho, PendingCode pending, TvScreen screen) {
    this.zoho = zoho;
    this.pending = pending;
    this.screen = screen;
    this.presentations = new Presentations(zoho);
  }

  /** Runs until the viewer quits. */
  @Override
  public void run() {
    Wish wish = Wish.GO_ON;
    while (wish != Wish.QUIT) {
      try {
        wish = zoho.isAuthorized() ? show() : connect();
      } catch (AuthorizationRequiredException e) {
        pending.forget();
        wish = screen.tell(Notice.of(e));
      } catch (ZohoOAuthException e) {
        wish = screen.tell(Notice.of(e));
      }
    }
  }

  /** Waits until the viewer has decided on the phone. The code survives a quit. */
  private Wish connect() {
    DeviceAuthorization code =
        pending.load().orElseGet(() -> pending.keep(zoho.deviceAuthorization(SCOPES)));
    CompletableFuture<SignInResult> decision = zoho.exchangeAsync(code);
    if (screen.showCode(code, decision) == Wish.QUIT) {
      decision.cancel(false);
      return Wish.QUIT;
    }
    Decisions.result(decision);
    pending.forget();
    return Wish.GO_ON;
  }

  private Wish show() {
    screen.show(Notice.loading());
    Wish wish = screen.browse(presentations.list(), zoho.getAccessToken().dataCenter());
    if (wish == Wish.SIGN_OUT) {
      zoho.revoke();
    }
    return wish;
  }
}
