package io.github.zohooauth.examples.readme;

import io.github.zohooauth.TokenProvider;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** The HTTP clients of the guide, made of its blocks, verbatim. */
public enum OtherHttp {
  OK_HTTP(
      1,
      "import okhttp3.*;",
      """
      return (method, uri, body) -> {
        RequestBody sent = body == null ? null : RequestBody.create(body, MediaType.get("application/json"));
        Request request = new Request.Builder().url(uri.toString()).method(method, sent).build();
        try (Response answer = http.newCall(request).execute()) {
          return new ApiCaller.Answer(answer.code(), answer.body().bytes(), answer.headers().toMultimap());
        }
      };
      """),
  REST_CLIENT(
      2,
      """
      import org.springframework.http.client.*;
      import org.springframework.util.StreamUtils;
      import org.springframework.web.client.RestClient;
      """,
      """
      return (method, uri, body) -> {
        RestClient.RequestBodySpec request =
            http.method(org.springframework.http.HttpMethod.valueOf(method)).uri(uri);
        if (body != null) {
          request.contentType(org.springframework.http.MediaType.APPLICATION_JSON).body(body);
        }
        return request.exchange(
            (sent, answer) ->
                new ApiCaller.Answer(
                    answer.getStatusCode().value(),
                    answer.getBody().readAllBytes(),
                    answer.getHeaders()));
      };
      """),
  GENERATED(
      3,
      "",
      """
      return (method, uri, body) -> {
        HttpRequest.BodyPublisher sent =
            body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest request = HttpRequest.newBuilder(uri).method(method, sent).build();
        HttpResponse<byte[]> answer = crm.getHttpClient().send(request, BodyHandlers.ofByteArray());
        return new ApiCaller.Answer(answer.statusCode(), answer.body(), answer.headers().map());
      };
      """);

  /** What a tool generates of an API's description: its client builds its own HTTP client. */
  public static final class ApiClient {
    private HttpClient.Builder builder = HttpClient.newBuilder();

    public ApiClient setHttpClientBuilder(HttpClient.Builder builder) {
      this.builder = builder;
      return this;
    }

    public HttpClient getHttpClient() {
      return builder.build();
    }
  }

  private static final String PROGRAM =
      """
      import io.github.zohooauth.examples.readme.ApiCaller;
      import io.github.zohooauth.examples.readme.OtherHttp.ApiClient;
      import java.nio.charset.StandardCharsets;
      %s
      public class %s implements java.util.function.Function<TokenProvider, ApiCaller> {
        public %2$s() {}

        public ApiCaller apply(TokenProvider zoho) {
      %s
      %s
        }
      }
      """;

  private final int block;
  private final String imports;
  private final String caller;

  OtherHttp(int block, String imports, String caller) {
    this.block = block;
    this.imports = imports;
    this.caller = caller;
  }

  /** The block of the guide. */
  String block() {
    return blocks().get(block);
  }

  private static List<String> blocks() {
    return Guide.blocks("java", Guide.CORE.part("Any HTTP client"));
  }

  /** Makes a client that is authorized with these tokens. */
  Function<TokenProvider, ApiCaller> compiled(Path directory)
      throws IOException, ReflectiveOperationException {
    return compiled(directory, caller);
  }

  /** Makes one that is called by this code. */
  @SuppressWarnings("unchecked") // the class was compiled to be one
  Function<TokenProvider, ApiCaller> compiled(Path directory, String caller)
      throws IOException, ReflectiveOperationException {
    String program = PROGRAM.formatted(imports, name(), blocks().get(0) + block(), caller);
    return (Function<TokenProvider, ApiCaller>)
        Compiled.type(directory, name(), program).newInstance();
  }
}
