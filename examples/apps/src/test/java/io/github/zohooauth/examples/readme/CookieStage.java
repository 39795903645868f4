package io.github.zohooauth.examples.readme;

import io.github.zohooauth.client.ServerClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A web application on two hosts, and a browser that keeps its cookies. */
public abstract class CookieStage extends Stage {

  private final Map<String, String> cookies = new HashMap<>();

  /** The client object of the host that serves the next request. */
  protected abstract ServerClient nextHost();

  /** What a browser does with a {@code Set-Cookie} header, by the rules of its name. */
  protected final void setCookie(String header) {
    List<String> parts = List.of(header.split("; ", -1));
    String[] pair = parts.get(0).split("=", 2);
    boolean host =
        parts.contains("Path=/") && parts.contains("Secure") && !header.contains("Domain");
    if ((pair[0].startsWith("__Host-") && !host) || header.length() > 4_096) {
      throw new AssertionError("a browser refuses the cookie");
    }
    if (!parts.contains("HttpOnly") || !parts.contains("SameSite=Lax")) {
      throw new AssertionError("scripts or other sites could use the cookie");
    }
    if (parts.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  /** The cookie that the browser brings; null if it has none of this name. */
  protected final String cookie(String name) {
    return cookies.get(name);
  }

  /** Whether the browser has no cookie left. */
  final boolean isClean() {
    return cookies.isEmpty();
  }
}
