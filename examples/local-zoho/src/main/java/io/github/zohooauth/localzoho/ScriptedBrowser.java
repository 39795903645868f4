package io.github.zohooauth.localzoho;

import io.github.zohooauth.localzoho.internal.browser.Choices;
import io.github.zohooauth.localzoho.internal.browser.Cookies;
import io.github.zohooauth.localzoho.internal.browser.ShownPage;
import io.github.zohooauth.localzoho.internal.pages.DevicePage;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A user at a browser, who signs in and decides on the real pages, over HTTP with cookies and
 * forms. Each choice returns a browser with the same cookies that makes this choice. Unless told
 * otherwise, the user accepts, for the first organization and production. Thread-safe.
 */
public final class ScriptedBrowser {
  private static final int MOST_PAGES = 20;
  private static final HttpClient PLAIN =
      HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();

  private final User user;
  private final HttpClient http;
  private final Predicate<URI> isZoho;
  private final Cookies cookies;
  private final Choices choices;

  private ScriptedBrowser(
      User user, HttpClient http, Predicate<URI> isZoho, Cookies cookies, Choices choices) {
    this.user = user;
    this.http = http;
    this.isZoho = isZoho;
    this.cookies = cookies;
    this.choices = choices;
  }

  static ScriptedBrowser of(User user, Predicate<URI> isZoho) {
    return of(user, PLAIN, isZoho);
  }

  static ScriptedBrowser of(User user, HttpClient http, Predicate<URI> isZoho) {
    Objects.requireNonNull(user, "user is null");
    if (Objects.requireNonNull(http, "http is null").followRedirects()
        != HttpClient.Redirect.NEVER) {
      throw new IllegalArgumentException("the HTTP client follows redirects");
    }
    return new ScriptedBrowser(user, http, isZoho, new Cookies(), Choices.usual());
  }

  /** Chooses an organization. {@link #open} fails if the page does not offer it. */
  public ScriptedBrowser organization(String id) {
    Objects.requireNonNull(id, "id is null");
    return choosing(choices.organization(id));
  }

  /** Chooses an environment. */
  public ScriptedBrowser environment(CrmEnvironment environment) {
    Objects.requireNonNull(environment, "environment is null");
    return choosing(choices.environment(environment));
  }

  /** Refuses consent. */
  public ScriptedBrowser refuse() {
    return choosing(choices.refuse());
  }

  /** Ticks "Grant access for the entire session" (section 3). */
  public ScriptedBrowser grantForSession() {
    return choosing(choices.grantForSession());
  }

  /** Decides nothing on a device's consent page, see {@link #enterUserCode}. */
  public ScriptedBrowser undecided() {
    return choosing(choices.undecided());
  }

  /** Forgets all cookies, also for the browsers that share them. */
  public void signOut() {
    cookies.clear();
  }

  /**
   * Opens a page of Zoho and returns the URI of the application to which the browser is sent at the
   * end. The URI has its query or fragment, and is not opened.
   *
   * @throws ErrorPageException if Zoho shows a page on which nothing can be decided
   */
  public URI open(URI uri) {
    Objects.requireNonNull(uri, "uri is null");
    Visit visit = get(uri);
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      if (visit.leftTo().isPresent()) {
        return visit.leftTo().get();
      }
      ShownPage page = asking(visit);
      visit =
          post(
              visit.uri().resolve(page.action()),
              page.filledIn(user.email(), user.password(), choices));
    }
    throw new IllegalStateException("no end after " + MOST_PAGES + " pages");
  }

  /**
   * Opens the page on which a device's code is entered, enters the code and decides (5.1). The URI
   * may have the code already.
   *
   * @throws ErrorPageException if Zoho refuses the code
   */
  public void enterUserCode(URI verificationUri, String userCode) {
    Objects.requireNonNull(verificationUri, "verificationUri is null");
    Objects.requireNonNull(userCode, "userCode is null");
    Visit visit = get(verificationUri);
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      if (visit.uri().getPath().equals(DevicePage.DONE)) {
        return;
      }
      ShownPage page = asking(visit);
      if (page.asksToDecide() && !choices.decides()) {
        return;
      }
      URI action = visit.uri().resolve(page.action());
      visit =
          post(action, page.filledIn(user.email(), user.password(), choices.userCode(userCode)));
    }
    throw new IllegalStateException("no end after " + MOST_PAGES + " pages");
  }

  /** Returns the page on which the browser is, and throws if nothing can be decided there. */
  private static ShownPage asking(Visit visit) {
    ShownPage page = ShownPage.of(visit.body());
    if (page.isEnd()) {
      throw new ErrorPageException(page.title(), page.message());
    }
    return page;
  }

  private Visit get(URI uri) {
    URI next = uri;
    for (int redirects = 0; redirects < MOST_PAGES; redirects++) {
      if (!isZoho.test(next)) {
        return new Visit(next, Optional.of(next), "");
      }
      HttpResponse<String> response = send(HttpRequest.newBuilder(next).GET());
      Optional<String> location = response.headers().firstValue("Location");
      if (location.isEmpty()) {
        return new Visit(next, Optional.empty(), response.body());
      }
      next = next.resolve(location.get());
    }
    throw new IllegalStateException("no end after " + MOST_PAGES + " redirects");
  }

  private Visit post(URI uri, String form) {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    Optional<String> location = response.headers().firstValue("Location");
    return location.isPresent()
        ? get(uri.resolve(location.get()))
        : new Visit(uri, Optional.empty(), response.body());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      URI uri = request.build().uri();
      cookies.header(uri).ifPresent(value -> request.header("Cookie", value));
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      cookies.take(uri, response.headers().allValues("Set-Cookie"));
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private ScriptedBrowser choosing(Choices other) {
    return new ScriptedBrowser(user, http, isZoho, cookies, other);
  }

  /** Names the user. */
  @Override
  public String toString() {
    return "browser of " + user;
  }

  /** Where the browser is: on a page of Zoho's, or about to open the application. */
  private record Visit(URI uri, Optional<URI> leftTo, String body) {}
}
