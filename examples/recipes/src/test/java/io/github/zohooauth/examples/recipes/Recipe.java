package io.github.zohooauth.examples.recipes;

import io.github.zohooauth.http.ApiAuthorization;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.Okio;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** Each recipe, called as a program calls it. */
enum Recipe {
  OK_HTTP(false) {
    @Override
    Caller caller(ApiAuthorization api) {
      OkHttpClient http = OkHttpRecipe.client(api);
      return (method, uri, body, once) -> {
        RequestBody sent =
            body.isEmpty() ? null : once ? stream(body) : RequestBody.create(body, JSON);
        Request request = new Request.Builder().url(uri.toString()).method(method, sent).build();
        try (Response answer = http.newCall(request).execute()) {
          return new Answer(answer.code(), Objects.requireNonNull(answer.body()).string());
        }
      };
    }
  },
  REST_CLIENT(true) {
    @Override
    Caller caller(ApiAuthorization api) {
      RestClient http = RestClientRecipe.client(api);
      return (method, uri, body, once) -> {
        RestClient.RequestBodySpec request = http.method(HttpMethod.valueOf(method)).uri(uri);
        if (!body.isEmpty()) {
          request
              .contentType(MediaType.APPLICATION_JSON)
              .body(once ? new InputStreamResource(bytes(body)) : body);
        }
        return Objects.requireNonNull(
            request.exchange(
                (sent, answer) ->
                    new Answer(
                        answer.getStatusCode().value(),
                        new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8))));
      };
    }
  },
  GENERATED(false) {
    @Override
    Caller caller(ApiAuthorization api) {
      HttpClient http = GeneratedRecipe.client(api).getHttpClient();
      return (method, uri, body, once) -> {
        InputStream stream = bytes(body);
        HttpRequest.BodyPublisher sent =
            once
                ? HttpRequest.BodyPublishers.ofInputStream(() -> stream)
                : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest request = HttpRequest.newBuilder(uri).method(method, sent).build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
      };
    }
  };

  record Answer(int status, String body) {}

  @FunctionalInterface
  interface Caller {
    /** Sends a request; an empty body is none, and {@code once} is a body that can be read once. */
    Answer call(String method, URI uri, String body, boolean once) throws Exception;
  }

  private static final okhttp3.MediaType JSON = okhttp3.MediaType.get("application/json");

  /** Whether a body that can be read once is kept, so that it is repeated. */
  final boolean keepsTheBody;

  Recipe(boolean keepsTheBody) {
    this.keepsTheBody = keepsTheBody;
  }

  abstract Caller caller(ApiAuthorization api);

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static RequestBody stream(String text) {
    InputStream stream = bytes(text);
    return new RequestBody() {
      @Override
      public okhttp3.MediaType contentType() {
        return JSON;
      }

      @Override
      public boolean isOneShot() {
        return true;
      }

      @Override
      public void writeTo(BufferedSink sink) throws java.io.IOException {
        sink.writeAll(Okio.source(stream));
      }
    };
  }
}
