package io.github.zohooauth.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A form to post to an accounts server.
 *
 * @param authorization the value of the {@code Authorization} header, or null
 * @param repeatable whether a request that is lost with its connection may be sent again. A server
 *     may close a pooled connection just when a request is sent on it
 */
public record FormRequest(
    URI uri, Map<String, String> fields, @Nullable String authorization, boolean repeatable) {

  FormBody body(CallCounter calls) {
    StringJoiner form = new StringJoiner("&");
    for (Map.Entry<String, String> field : fields.entrySet()) {
      form.add(field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8));
    }
    return new FormBody(form.toString().getBytes(UTF_8), calls);
  }

  HttpRequest request(FormBody body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(body);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return request.build();
  }

  @Override
  public String toString() {
    return "FormRequest[redacted]";
  }
}
