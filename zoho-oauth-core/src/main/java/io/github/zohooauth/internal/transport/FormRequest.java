package io.github.zohooauth.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Posts forms to an accounts server. Secrets are sent in the body only. */
public final class FormRequest {

  private final HttpCall http;

  public FormRequest(HttpCall http) {
    this.http = http;
  }

  /**
   * The form to post.
   *
   * @param authorization the value of the {@code Authorization} header, or null
   * @param repeatable whether a request that is lost with its connection may be sent again. A
   *     server may close a pooled connection just when a request is sent on it
   */
  public record Form(
      Map<String, String> fields, @Nullable String authorization, boolean repeatable) {

    String encoded() {
      StringJoiner form = new StringJoiner("&");
      for (Map.Entry<String, String> field : fields.entrySet()) {
        form.add(field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8));
      }
      return form.toString();
    }

    @Override
    public String toString() {
      return "Form[redacted]";
    }
  }

  /**
   * Sends the form.
   *
   * @param calls counts each time that the request is sent
   * @return the answer, or the failure of the network
   */
  public CompletableFuture<HttpAnswer> send(URI uri, Form form, CallCounter calls) {
    FormBody body = new FormBody(form.encoded().getBytes(UTF_8), calls);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(body);
    if (form.authorization() != null) {
      request.header("Authorization", form.authorization());
    }
    return http.post(request.build(), body, form.repeatable());
  }
}
