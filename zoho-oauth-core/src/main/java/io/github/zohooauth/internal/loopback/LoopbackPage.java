package io.github.zohooauth.internal.loopback;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What the person sees who was redirected: fixed text, and nothing that came from outside. */
final class LoopbackPage {

  static final String KEY_HEADER = "zoho-oauth-key";

  private static final String DONE = "You can close this window and go back to the program.";
  private static final String REFUSED = "This is not what the program waits for.";

  /** A fragment stays in the browser, so a script has to bring it: once, and out of the history. */
  private static final String SCRIPT =
      """
      (function () {
        var text = document.getElementById('text');
        var parameters = location.hash.slice(1);
        history.replaceState(null, '', location.pathname);
        if (!parameters) {
          text.textContent = 'Nothing came with this page: go back to the program.';
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
          text.textContent = 'The program could not be reached: go back to it and try again.';
        });
      })();
      """
          .formatted(KEY_HEADER, DONE, REFUSED);

  /** The system's own colours, which suit whoever looks, by day and by night. */
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

  private LoopbackPage() {}

  /** The redirect has come, whether with a code or an error. */
  static byte[] done() {
    return response("200 OK", NOTHING_ALLOWED, page("<body>", DONE, ""));
  }

  /** Asks the browser for the fragment. */
  static byte[] relay(String key) {
    String script =
        "<noscript><p>This page needs JavaScript.</p></noscript>\n<script>" + SCRIPT + "</script>";
    String body = "<body data-key=\"" + key + "\">";
    return response("200 OK", OWN_SCRIPT_ALLOWED, page(body, "One moment, please.", script));
  }

  static byte[] refusal(int status) {
    return response(status + " " + reason(status), NOTHING_ALLOWED, page("<body>", REFUSED, ""));
  }

  private static String reason(int status) {
    return switch (status) {
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed\r\nAllow: GET";
      case 410 -> "Gone";
      case 411 -> "Length Required";
      case 413 -> "Content Too Large";
      case 421 -> "Misdirected Request";
      case 431 -> "Request Header Fields Too Large";
      default -> "Bad Request";
    };
  }

  private static String page(String body, String text, String more) {
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
        .formatted(STYLE, body, text, more);
  }

  private static byte[] response(String status, String policy, String page) {
    return """
        HTTP/1.1 %s
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

        """
        .formatted(status, page.length(), policy)
        .replaceAll("\r?\n", "\r\n")
        .concat(page)
        .getBytes(UTF_8);
  }

  private static String sha256(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
