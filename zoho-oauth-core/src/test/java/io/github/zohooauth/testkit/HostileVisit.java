package io.github.zohooauth.testkit;

import java.net.URI;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A request that is not the redirect, and what it gets.
 *
 * @param request made of the redirect URI and the key that the page has
 */
public record HostileVisit(String name, int status, BiFunction<URI, String, String> request) {

  /** Nothing of this may come back. */
  public static final String MARK = "<script>alert(1)</script>";

  public static final List<HostileVisit> ALL =
      List.of(
          at("longer path", 404, "%s/" + MARK + "?code=" + MARK),
          at("path in other case", 404, "/CALLBACK?code=1&state=1"),
          at("root", 404, "/?code=1&state=1"),
          at("encoded path", 404, "/%%63allback?code=1&state=1"),
          at("path of a parent", 404, "/x/../callback?code=1&state=1"),
          at("two slashes", 404, "/%s?code=1&state=1"),
          at("favicon", 404, "/favicon.ico"),
          at("path parameter", 404, "%s;code=1&state=1"),
          at("fragment in the target", 400, "%s#code=1&state=1"),
          at("whole URI as target", 400, "http://evil.example%s?code=1&state=1"),
          of("no path", 400, (uri, key) -> get(uri, "*")),
          of("blank in the target", 400, (uri, key) -> get(uri, "/callback?code=1&state=1 2")),
          of("nul in the target", 400, (uri, key) -> get(uri, "/callback?code=\u0000")),
          of("umlaut in the target", 400, (uri, key) -> get(uri, "/callback?code=\u00fc")),
          line("HEAD", 405, "HEAD", "HTTP/1.1"),
          line("PUT", 405, "PUT", "HTTP/1.1"),
          line("OPTIONS", 405, "OPTIONS", "HTTP/1.1"),
          line("DELETE", 405, "DELETE", "HTTP/1.1"),
          line("method in lower case", 400, "get", "HTTP/1.1"),
          line("HTTP/2", 400, "GET", "HTTP/2.0"),
          line("HTTP/0.9", 400, "GET", ""),
          host("another name", 421, "Host: evil.example"),
          host("another name with the port", 421, "Host: evil.example:%d"),
          host("another port", 421, "Host: 127.0.0.1:1"),
          host("no port", 421, "Host: 127.0.0.1"),
          host("another loopback name", 421, "Host: localhost.evil.example:%d"),
          host("no host", 421, "X: y"),
          host("no host's value", 421, "Host:"),
          host("two hosts", 400, "Host: 127.0.0.1:%1$d\r\nHost: evil.example"),
          host("blank before the colon", 400, "Host : 127.0.0.1:%d"),
          host("folded header", 400, "Host: 127.0.0.1:%d\r\n X: y"),
          host("bare line feed", 400, "Host: 127.0.0.1:%d\nX: y"),
          of("blanks before a control character", 400, (uri, key) -> blanks(uri)),
          of(
              "endless headers",
              400,
              (uri, key) -> more(get(uri, "/callback?code=1&state=1"), "a:\r\n".repeat(15_000))),
          fetched("image", "Sec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image"),
          fetched("script's fetch", "Sec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty"),
          fetched("frame", "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe"),
          of("garbage", 400, (uri, key) -> "\u0016\u0003\u0001" + MARK + "\r\n\r\n"),
          of("long head", 431, (uri, key) -> get(uri, "/" + "a".repeat(200_000))),
          posted("no origin", 403, "Origin: ", "X: "),
          posted("foreign origin", 403, "Origin: [^\r]*", "Origin: http://evil.example"),
          posted("origin by https", 403, "Origin: http:", "Origin: https:"),
          posted("origin of a frame", 403, "Origin: [^\r]*", "Origin: null"),
          posted("no key", 403, "Zoho-OAuth-Key", "X"),
          posted("another key", 403, "Zoho-OAuth-Key: ", "Zoho-OAuth-Key: A"),
          posted("foreign host", 421, "Host: [^\r]*", "Host: evil.example"),
          posted("other path", 404, "POST /callback", "POST /callback/"),
          posted("no length", 411, "Content-Length", "X"),
          posted("length below zero", 411, "Content-Length: ", "Content-Length: -"),
          posted("chunks", 411, "Content-Length", "Transfer-Encoding: chunked\r\nContent-Length"),
          posted("two lengths", 400, "Content-Length", "Content-Length: 1\r\nContent-Length"),
          posted("long body", 413, "Content-Length: ", "Content-Length: 9999"),
          answer("another's error", "error=access_denied&state=2"),
          answer("error without a state", "error=access_denied"),
          answer("code without a state", "code=1"),
          answer("empty state", "code=1&state="),
          answer("part of the state", "code=1&state"),
          answer("longer state", "code=1&state=11"),
          answer("two states", "code=1&state=1&state=2"),
          answer("two states, the right one last", "code=1&state=2&state=1"),
          answer("the right state twice", "code=1&state=1&state=1"),
          answer("a second state in other letters", "code=1&state=1&st%61te=2"),
          answer("state that cannot be read", "code=1&state=%zz"),
          answer("state by another name", "code=1&State=1&xstate=1"),
          answer("scopes without a state", "status=success&scope_enhanced=true"),
          body("another's fragment", "access_token=1&state=2"),
          body("fragment without a state", "access_token=1"),
          body("fragment with two states", "access_token=1&state=1&state=2"),
          body("error in a fragment", "error=access_denied&state=2"),
          body("empty fragment", "a=b"),
          body("fragment without an answer", "state=1&codes=2&x=code"),
          body("lines in a fragment", "code=1&state=1\r\nX: y"),
          body("blank in a fragment", "code=1&state=1 " + MARK),
          body("umlaut in a fragment", "code=\u00fc"));

  /** As long as a head may be, and slow for a reader that goes back. */
  public static String blanks(URI uri) {
    return more(get(uri, "/callback?code=1&state=1"), "X:" + " ".repeat(65_000) + "\u0001\r\n");
  }

  private static String more(String head, String headers) {
    return head.replaceFirst("\r\n\r\n", "\r\n" + headers + "\r\n");
  }

  private static HostileVisit of(String name, int status, BiFunction<URI, String, String> request) {
    return new HostileVisit(name, status, request);
  }

  private static HostileVisit at(String name, int status, String target) {
    return of(name, status, (uri, key) -> get(uri, target.formatted(uri.getRawPath())));
  }

  private static HostileVisit line(String name, int status, String method, String version) {
    return of(
        name,
        status,
        (uri, key) ->
            get(uri, uri.getRawPath() + "?code=1&state=1")
                .replaceFirst("GET", method)
                .replaceFirst(" ?HTTP/1.1", version.isEmpty() ? "" : " " + version));
  }

  private static HostileVisit host(String name, int status, String header) {
    return of(
        name,
        status,
        (uri, key) ->
            get(uri, uri.getRawPath() + "?code=1&state=1")
                .replaceFirst("Host: [^\r]*", header.formatted(uri.getPort())));
  }

  private static HostileVisit fetched(String name, String headers) {
    return of(
        name,
        403,
        (uri, key) ->
            get(uri, uri.getRawPath() + "?code=1&state=1")
                .replaceFirst("(?s)Sec-Fetch-Mode.*?\r\n\r\n", headers + "\r\n\r\n"));
  }

  private static HostileVisit posted(String name, int status, String part, String instead) {
    return of(
        name,
        status,
        (uri, key) ->
            LoopbackVisitor.post(uri, key, "state=1&code=" + MARK).replaceFirst(part, instead));
  }

  private static HostileVisit answer(String name, String query) {
    return of(name, 400, (uri, key) -> get(uri, uri.getRawPath() + "?" + query));
  }

  private static HostileVisit body(String name, String fragment) {
    return of(name, 400, (uri, key) -> LoopbackVisitor.post(uri, key, fragment));
  }

  private static String get(URI uri, String target) {
    return LoopbackVisitor.get(uri, target);
  }

  @Override
  public String toString() {
    return name;
  }
}
