package io.github.zohooauth.examples.recipes;

import feign.Headers;
import feign.RequestLine;
import feign.Target;
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
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;

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
  WEB_CLIENT(false) {
    @Override
    Caller caller(ApiAuthorization api) {
      WebClient http = WebClientRecipe.client(api);
      return (method, uri, body, once) -> {
        WebClient.RequestBodySpec request = http.method(HttpMethod.valueOf(method)).uri(uri);
        if (!body.isEmpty()) {
          request.contentType(MediaType.APPLICATION_JSON);
          request.body(
              once
                  ? BodyInserters.fromResource(new InputStreamResource(bytes(body)))
                  : BodyInserters.fromValue(body));
        }
        return Objects.requireNonNull(
            request
                .exchangeToMono(
                    answer ->
                        answer
                            .bodyToMono(String.class)
                            .defaultIfEmpty("")
                            .map(text -> new Answer(answer.statusCode().value(), text)))
                .block());
      };
    }
  },
  HTTP_CLIENT_5(false) {
    @Override
    Caller caller(ApiAuthorization api) {
      CloseableHttpClient http = HttpClient5Recipe.client(api);
      return (method, uri, body, once) -> {
        ClassicRequestBuilder request = ClassicRequestBuilder.create(method).setUri(uri);
        if (!body.isEmpty()) {
          request.setEntity(
              once
                  ? new InputStreamEntity(bytes(body), ContentType.APPLICATION_JSON)
                  : new StringEntity(body, ContentType.APPLICATION_JSON));
        }
        return http.execute(
            request.build(),
            answer -> {
              HttpEntity received = answer.getEntity();
              String text = received == null ? "" : EntityUtils.toString(received);
              return new Answer(answer.getCode(), text);
            });
      };
    }
  },
  FEIGN(true) {
    @Override
    Caller caller(ApiAuthorization api) {
      FeignCalls http =
          FeignRecipe.builder(api).target(Target.EmptyTarget.create(FeignCalls.class));
      return (method, uri, body, once) -> {
        try (feign.Response answer = body.isEmpty() ? http.get(uri) : http.post(uri, body)) {
          InputStream received = answer.body() == null ? bytes("") : answer.body().asInputStream();
          return new Answer(
              answer.status(), new String(received.readAllBytes(), StandardCharsets.UTF_8));
        }
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

  /** An interface as users of Feign have it; Feign takes the body as text. */
  interface FeignCalls {
    @RequestLine("GET")
    feign.Response get(URI uri);

    @RequestLine("POST")
    @Headers("Content-Type: application/json")
    feign.Response post(URI uri, String body);
  }

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
