package io.github.zohooauth.localzoho.internal.text;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters of a request body or query, in the order they were sent. */
public final class Form {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final Pattern NAME = Pattern.compile("(?i)[; ]name=\"([^\"]*)\"");

  private Form() {}

  public static Map<String, List<String>> parse(String contentType, String body) {
    String type = contentType.toLowerCase(Locale.ROOT);
    if (type.startsWith("application/x-www-form-urlencoded")) {
      return urlencoded(body);
    }
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (type.startsWith("multipart/form-data") && boundary.find()) {
      return multipart(boundary.group(1), body);
    }
    return Map.of();
  }

  public static Map<String, List<String>> urlencoded(String text) {
    Map<String, List<String>> form = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        add(form, decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  public static Map<String, List<String>> copyOf(Map<String, List<String>> form) {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    form.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    return Collections.unmodifiableMap(copy);
  }

  private static Map<String, List<String>> multipart(String boundary, String body) {
    Map<String, List<String>> form = new LinkedHashMap<>();
    for (String part : ("\r\n" + body).split(Pattern.quote("\r\n--" + boundary), -1)) {
      int end = part.indexOf("\r\n\r\n");
      if (end >= 0) {
        Matcher name = NAME.matcher(part.substring(0, end));
        if (name.find()) {
          add(form, name.group(1), part.substring(end + 4));
        }
      }
    }
    return form;
  }

  private static void add(Map<String, List<String>> form, String name, String value) {
    form.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
  }

  /** Returns what was form-encoded; text that cannot be is returned as it is. */
  public static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }
}
