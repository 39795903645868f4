package io.github.zohooauth.examples.readme;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.examples.setting.Redirected;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is around a block of the README: a web session, a browser, a person. */
public abstract class Stage {

  private static final Pattern INVITATION = Pattern.compile("Open (\\S+) and enter (\\S+)");

  protected final String sessionId = "session-1";
  protected String queryString = "";
  protected AccessToken token;
  private URI ownPage;
  private LocalZoho zoho;
  private ScriptedBrowser browser;

  final AccessToken play(LocalZoho zoho, ScriptedBrowser browser) throws Exception {
    this.zoho = zoho;
    this.browser = browser;
    run();
    return token;
  }

  /** The page of the application's own where the block ended; null if it ended in none. */
  final URI ownPage() {
    return ownPage;
  }

  /** The block, and that its token is kept. */
  protected abstract void run() throws Exception;

  /** Zoho's clock, which stands still: the one literal that a block does not have. */
  protected final InstantSource clock() {
    return zoho.clock();
  }

  /** A web application's redirect; the browser comes back to its callback. */
  protected final void redirectTo(URI uri) {
    if (!uri.isAbsolute()) { // a page of the application's own
      ownPage = uri;
      return;
    }
    queryString = browser.open(uri).getRawQuery();
  }

  /** A program opens the person's browser, which comes back to the loopback. */
  protected final void browse(URI uri) {
    Redirected.to(browser.open(uri));
  }

  /** A screen; the person does what it says, and takes half a minute. */
  protected final void show(String text) {
    Matcher invitation = INVITATION.matcher(text);
    if (invitation.matches()) {
      browser.enterUserCode(URI.create(invitation.group(1)), invitation.group(2));
      zoho.clock().advance(Duration.ofSeconds(30));
    }
  }
}
