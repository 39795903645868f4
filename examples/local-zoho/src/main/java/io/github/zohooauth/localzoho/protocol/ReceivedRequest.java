package io.github.zohooauth.localzoho.protocol;

import io.github.zohooauth.localzoho.internal.text.Form;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One request as a server received it. Immutable.
 *
 * @param path the decoded path, without the query
 * @param rawQuery the query as it was sent, empty if there was none
 * @param headers by name, in any capitals
 * @param form the parameters of an urlencoded or multipart body, empty for other bodies
 * @param body the body as UTF-8 text
 */
public record ReceivedRequest(
    ServerRole role,
    String location,
    String method,
    String path,
    String rawQuery,
    Map<String, List<String>> headers,
    Map<String, List<String>> form,
    String body) {

  public ReceivedRequest {
    Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> anyCase.put(name, List.copyOf(values)));
    headers = Collections.unmodifiableMap(anyCase);
    form = Form.copyOf(form);
  }

  /** Returns the first value of a header. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** Returns the first value of a parameter of the body. */
  public Optional<String> formParameter(String name) {
    return form.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** Returns the first value of a parameter of the query. */
  public Optional<String> queryParameter(String name) {
    return Form.urlencoded(rawQuery).getOrDefault(name, List.of()).stream().findFirst();
  }

  /** Returns the value of a cookie. */
  public Optional<String> cookie(String name) {
    return headers.getOrDefault("Cookie", List.of()).stream()
        .flatMap(line -> Stream.of(line.split(";", -1)))
        .map(String::strip)
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst();
  }

  /** Names method, server and path only: everything else may hold a secret. */
  @Override
  public String toString() {
    return method + " " + role + "/" + location + path;
  }
}
