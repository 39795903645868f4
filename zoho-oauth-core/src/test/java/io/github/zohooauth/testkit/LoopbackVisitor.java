package io.github.zohooauth.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.zohooauth.client.Scene;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who connects to a redirect URI: a browser, or one who says what no browser does. */
public final class LoopbackVisitor implements AutoCloseable {

  private static final Pattern KEY = Pattern.compile("data-key=\"([A-Za-z0-9_-]{43})\"");

  private final Socket socket;

  public LoopbackVisitor(InetAddress address, int port) throws IOException {
    socket = new Socket(address, port);
    socket.setSoTimeout((int) Scene.HANG_GUARD.toMillis());
    socket.setTcpNoDelay(true);
  }

  public static LoopbackVisitor at(URI redirectUri) throws IOException {
    return new LoopbackVisitor(InetAddress.getByName(redirectUri.getHost()), redirectUri.getPort());
  }

  /** The answer to one request, whole. */
  public static String ask(URI redirectUri, String request) throws IOException {
    try (LoopbackVisitor visitor = at(redirectUri)) {
      return visitor.says(request).hears();
    }
  }

  /** What a browser does when it is redirected, with a query or nothing but a fragment. */
  public static String redirected(URI redirectUri, String parameters) throws IOException {
    return ask(redirectUri, get(redirectUri, redirectUri.getRawPath() + parameters));
  }

  /** What the script of the page does, with the key that the page has. */
  public static String relays(URI redirectUri, String fragment) throws IOException {
    return ask(redirectUri, post(redirectUri, key(redirected(redirectUri, "")), fragment));
  }

  public static String get(URI redirectUri, String target) {
    return "GET %s HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n\r\n"
        .formatted(target, redirectUri.getRawAuthority());
  }

  public static String post(URI redirectUri, String key, String body) {
    return "POST %s HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nZoho-OAuth-Key: %s\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(
            redirectUri.getRawPath(),
            redirectUri.getRawAuthority(),
            redirectUri.getRawAuthority(),
            key,
            body.length(),
            body);
  }

  public static String key(String page) {
    Matcher key = KEY.matcher(page);
    if (!key.find()) {
      throw new AssertionError("no page that asks for a fragment: " + page);
    }
    return key.group(1);
  }

  public LoopbackVisitor says(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return this;
  }

  /** All that comes until the other side ends. */
  public String hears() throws IOException {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    socket.getInputStream().transferTo(heard);
    return heard.toString(ISO_8859_1);
  }

  /** Goes without a word. */
  public void vanishes() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
