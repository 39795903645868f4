package io.github.zohooauth.localzoho.internal.browser;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What a browser remembers of each host, all its ports together. Thread-safe. */
public final class Cookies {
  private final Map<String, Map<String, String>> byHost = new ConcurrentHashMap<>();

  public void take(URI from, List<String> setCookies) {
    for (String line : setCookies) {
      String pair = line.split(";", 2)[0];
      int equals = pair.indexOf('=');
      of(from).put(pair.substring(0, equals), pair.substring(equals + 1));
    }
  }

  /** Returns the header for a request, empty if there is nothing to send. */
  public Optional<String> header(URI to) {
    String header =
        of(to).entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    return header.isEmpty() ? Optional.empty() : Optional.of(header);
  }

  public void clear() {
    byHost.clear();
  }

  private Map<String, String> of(URI uri) {
    return byHost.computeIfAbsent(
        uri.getHost().toLowerCase(Locale.ROOT), host -> new ConcurrentHashMap<>());
  }
}
