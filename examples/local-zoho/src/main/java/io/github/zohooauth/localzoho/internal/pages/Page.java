package io.github.zohooauth.localzoho.internal.pages;

import io.github.zohooauth.localzoho.internal.server.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A page for a person: plain HTML without scripts, everything in it escaped. Not thread-safe. */
final class Page {
  private static final String STYLE =
      """
      *{box-sizing:border-box}
      body{margin:0;min-height:100vh;display:grid;place-content:center;background:#f3f5f8;\
      color:#1c2430;font:16px/1.5 system-ui,sans-serif}
      main{width:min(28rem,calc(100vw - 2rem));background:#fff;border:1px solid #d9dfe8;\
      border-radius:12px;padding:2rem;margin:2rem 0 1rem}
      h1{font-size:1.4rem;line-height:1.25;margin:0 0 1rem}
      p,ul{margin:0 0 1rem}
      ul{padding-left:1.2rem;overflow-wrap:anywhere}
      label{display:block;font-weight:600;margin:0 0 1rem}
      label.check{font-weight:400}
      input:not([type=checkbox]),select{display:block;width:100%;margin-top:.3rem;padding:.6rem;\
      font:inherit;font-weight:400;color:inherit;background:#fff;border:1px solid #78849a;border-radius:6px}
      button{padding:.6rem 1.4rem;margin:.5rem .6rem 0 0;font:inherit;font-weight:600;\
      color:#0b57b7;background:#fff;border:1px solid #0b57b7;border-radius:6px;cursor:pointer}
      button.first{color:#fff;background:#0b57b7}
      :focus-visible{outline:3px solid #b35c00;outline-offset:2px}
      [role=alert]{color:#9c1c1c;font-weight:600}
      footer{text-align:center;font-size:.85rem;color:#56617a}
      """;
  private static final String STYLE_HASH = "'sha256-" + sha256(STYLE) + "'";

  private final String title;
  private final StringBuilder body = new StringBuilder();
  private final Set<String> formTargets = new LinkedHashSet<>(Set.of("'self'"));

  private Page(String title) {
    this.title = title;
  }

  /** Returns an empty page whose title is its heading, too. */
  static Page titled(String title) {
    return new Page(title);
  }

  Page text(String text) {
    body.append("<p>").append(escape(text)).append("</p>\n");
    return this;
  }

  /** Adds what a screen reader is to say at once. */
  Page alert(String text) {
    body.append("<p role=\"alert\">").append(escape(text)).append("</p>\n");
    return this;
  }

  Page list(List<String> items) {
    body.append("<ul>\n");
    items.forEach(item -> body.append("<li>").append(escape(item)).append("</li>\n"));
    body.append("</ul>\n");
    return this;
  }

  Page form(PageForm form) {
    body.append(form.html());
    formTargets.addAll(form.targets());
    return this;
  }

  Answer answer(int status) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "text/html;charset=UTF-8");
    headers.put("Cache-Control", "no-store");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put(
        "Content-Security-Policy",
        "default-src 'none'; style-src "
            + STYLE_HASH
            + "; form-action "
            + String.join(" ", formTargets)
            + "; frame-ancestors 'none'; base-uri 'none'");
    return new Answer(status, headers, html());
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        <style>%2$s</style>
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        %3$s</main>
        <footer>local-zoho, a stand-in for Zoho Accounts on this machine</footer>
        </body>
        </html>
        """
        .formatted(escape(title), STYLE, body);
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
