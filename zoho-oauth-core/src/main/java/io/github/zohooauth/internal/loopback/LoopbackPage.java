package io.github.zohooauth.internal.loopback;

import io.github.zohooauth.internal.text.Crypto;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The pages that a browser shows after the redirect: fixed texts, and nothing from a request. */
final class LoopbackPage {

  static final String KEY_HEADER = "zoho-oauth-key";

  private static final String DONE = "You can close this window and go back to the program.";
  private static final String REFUSED = "The program does not expect this request.";

  /** Sends the fragment, which browsers never send, and removes it from the history. */
  private static final String SCRIPT =
      """
      (function () {
        var text = document.getElementById('text');
        var parameters = location.hash.slice(1);
        history.replaceState(null, '', location.pathname);
        if (!parameters) {
          text.textContent = 'The redirect has no answer. Go back to the program.';
          return;
        }
        fetch(location.pathname, {
          method: 'POST',
          headers: {'%s': document.body.dataset.key},
          body: parameters,
          cache: 'no-store',
          credentials: 'omit',
          redirect: 'error',
          referrerPolicy: 'same-origin'
        }).then(function (response) {
          text.textContent = response.ok ? '%s' : '%s';
        }).catch(function () {
          text.textContent = 'The program cannot be reached. Go back to it and try again.';
        });
      })();
      """
          .formatted(KEY_HEADER, DONE, REFUSED);

  /** System colors follow the user's light or dark mode. */
  private static final String STYLE =
      """
      body { margin: 0; min-height: 100vh; display: grid; place-content: center; \
      font: 1.1rem/1.5 system-ui, sans-serif }
      main { max-width: 26rem; margin: 1rem; padding: 1.5rem 2rem; border: 1px solid GrayText; \
      border-radius: 12px }
      h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.2 }
      p { margin: 0 }
      """;

  private static final String NOTHING_ALLOWED =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final String OWN_SCRIPT_ALLOWED =
      NOTHING_ALLOWED + "; connect-src 'self'; script-src 'sha256-" + sha256(SCRIPT) + "'";

  /** An HTTP response, with the redirect as received if the request brought it: a secret. */
  static final class Reply {

    final String response;
    final @Nullable String redirect;

    private Reply(String response, @Nullable String redirect) {
      this.response = response;
      this.redirect = redirect;
    }
  }

  private LoopbackPage() {}

  /** Confirms the redirect, with a code or an error. */
  static Reply done(String redirect) {
    return new Reply(response(200, NOTHING_ALLOWED, page("<body>", DONE, "")), redirect);
  }

  /** Asks the browser for the fragment. */
  static Reply relay(String key) {
    String body = "<body data-key=\"" + key + "\">";
    String page =
        page(
            body,
            "One moment, please.",
            "<noscript><p>This page needs JavaScript.</p></noscript>\n<script>"
                + SCRIPT
                + "</script>");
    return new Reply(response(200, OWN_SCRIPT_ALLOWED, page), null);
  }

  static Reply refusal(int status) {
    String page = page("<body>", REFUSED, "");
    return new Reply(response(status, NOTHING_ALLOWED, page), null);
  }

  private static String page(String body, String text, String script) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Back to the program</title>
        <style>%s</style>
        </head>
        %s
        <main>
        <h1>Back to the program</h1>
        <p id="text" role="status">%s</p>
        </main>
        %s
        </body>
        </html>
        """
        .formatted(STYLE, body, text, script);
  }

  private static String response(int status, String policy, String page) {
    String head =
        """
        HTTP/1.1 %d %s
        Allow: GET, POST
        Content-Type: text/html; charset=utf-8
        Content-Length: %d
        Cache-Control: no-store
        Content-Security-Policy: %s
        Cross-Origin-Opener-Policy: same-origin
        Cross-Origin-Resource-Policy: same-origin
        Referrer-Policy: no-referrer
        X-Content-Type-Options: nosniff
        X-Frame-Options: DENY
        Connection: close

        """;
    return head.formatted(status, status == 200 ? "OK" : "Refused", page.length(), policy)
            .replace("\n", "\r\n")
        + page;
  }

  private static String sha256(String text) {
    return Base64.getEncoder().encodeToString(Crypto.sha256(text));
  }
}
