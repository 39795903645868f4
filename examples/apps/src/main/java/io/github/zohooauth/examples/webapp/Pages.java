package io.github.zohooauth.examples.webapp;

import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.examples.setting.Crm;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** What users see. */
final class Pages {

  private static final String LOGIN = "<p><a class=\"button\" href=\"/login\">%s</a></p>";

  private Pages() {}

  static Answer welcome() {
    return page(
        200,
        "Your leads",
        "<p>See the leads of your Zoho CRM here.</p>" + LOGIN.formatted("Login with Zoho"));
  }

  static Answer leads(
      Session session, TokenOwner owner, Crm.Organization organization, List<String> leads) {
    String list =
        leads.isEmpty()
            ? "<p>There is none yet.</p>"
            : leads.stream()
                .map(lead -> "<li>" + escape(lead) + "</li>")
                .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
    return page(
        200,
        "Leads of " + organization.name(),
        """
        <p>You are <strong>%s</strong>, and this is %s.</p>
        %s
        <form method="post">
        <input type="hidden" name="form_key" value="%s">
        <button formaction="/logout">Log out</button>
        <button formaction="/disconnect">Disconnect from Zoho</button>
        </form>
        """
            .formatted(
                escape(String.valueOf(owner.user())),
                Objects.requireNonNullElse(owner.environment(), Environment.PRODUCTION)
                    .toString()
                    .toLowerCase(Locale.ROOT),
                list,
                session.formKey()));
  }

  static Answer consentNeeded() {
    String link = "<p><a class=\"button\" href=\"/login?consent=again\">%s</a></p>";
    return page(
        200,
        "Zoho wants to hear it from you again",
        "<p>Zoho no longer gives out your leads.</p>" + link.formatted("Allow it again"));
  }

  static Answer notSignedIn() {
    return page(
        403,
        "You are not logged in",
        "<p>Zoho did not confirm the login, or it took too long.</p>"
            + LOGIN.formatted("Try again"));
  }

  static Answer unavailable() {
    return page(
        503,
        "Zoho cannot be reached",
        "<p>Your leads are where they were. Try again in some minutes.</p>");
  }

  static Answer forbidden() {
    return page(403, "This page is too old", "<p><a href=\"/\">Begin again</a></p>");
  }

  static Answer unreadable() {
    return page(400, "This form cannot be read", "<p><a href=\"/\">Begin again</a></p>");
  }

  /** Another name was made to lead here, and its pages are none of ours. */
  static Answer misdirected() {
    return page(421, "This is another site", "<p>It is not at this address.</p>");
  }

  static Answer notFound() {
    return page(404, "There is no such page", "<p><a href=\"/\">To the beginning</a></p>");
  }

  private static Answer page(int status, String title, String body) {
    return Answer.page(
        status,
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        <link rel="stylesheet" href="/style.css">
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        %2$s
        </main>
        </body>
        </html>
        """
            .formatted(escape(title), body));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
