package io.github.zohooauth.testkit;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.http.ApiAuthorization;
import io.github.zohooauth.http.ZohoHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The ways in which an application calls an API and repeats what was refused. */
public enum ApiCallWay {
  SEND {
    @Override
    public HttpResponse<byte[]> get(Caller caller, URI uri) throws Exception {
      return sent(SendMethod.SEND, caller, uri);
    }
  },
  SEND_ASYNC {
    @Override
    public HttpResponse<byte[]> get(Caller caller, URI uri) throws Exception {
      return sent(SendMethod.SEND_ASYNC, caller, uri);
    }
  },
  REPLACE_REJECTED {
    @Override
    public HttpResponse<byte[]> get(Caller caller, URI uri) throws Exception {
      AccessToken token = caller.tokens.getAccessToken();
      HttpResponse<byte[]> answer = sent(caller, uri, token.authorizationHeader());
      if (answer.statusCode() != 401 || caller.refusal.namesCause()) {
        return answer;
      }
      AccessToken better = caller.tokens.replaceRejected(token);
      return better.value().equals(token.value())
          ? answer
          : sent(caller, uri, better.authorizationHeader());
    }
  },
  HEADERS {
    @Override
    public HttpResponse<byte[]> get(Caller caller, URI uri) throws Exception {
      String header = ApiAuthorization.of(caller.tokens).headerFor(uri);
      HttpResponse<byte[]> answer = sent(caller, uri, header);
      Optional<String> better =
          ApiAuthorization.of(caller.tokens)
              .replacement(uri, header, answer.statusCode(), challenge(answer), text(answer));
      return better.isEmpty() ? answer : sent(caller, uri, better.get());
    }
  },
  HEADERS_ASYNC {
    @Override
    public HttpResponse<byte[]> get(Caller caller, URI uri) throws Exception {
      ApiAuthorization rules = ApiAuthorization.of(caller.tokens);
      String header = rules.headerForAsync(uri).get();
      HttpResponse<byte[]> answer = sent(caller, uri, header);
      Optional<String> better =
          rules
              .replacementAsync(uri, header, answer.statusCode(), challenge(answer), text(answer))
              .get();
      return better.isEmpty() ? answer : sent(caller, uri, better.get());
    }
  };

  /**
   * An application.
   *
   * @param refusal how the API refuses at present
   */
  public record Caller(TokenProvider tokens, HttpClient plain, ApiRefusal refusal) {}

  public abstract HttpResponse<byte[]> get(Caller caller, URI uri) throws Exception;

  private static HttpResponse<byte[]> sent(SendMethod method, Caller caller, URI uri)
      throws IOException, InterruptedException {
    HttpClient authorizing = ZohoHttpClient.authorizing(caller.plain, caller.tokens);
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return method.send(authorizing, request, BodyHandlers.ofByteArray());
  }

  private static HttpResponse<byte[]> sent(Caller caller, URI uri, String header)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).header("Authorization", header).build();
    return caller.plain.send(request, BodyHandlers.ofByteArray());
  }

  private static String challenge(HttpResponse<byte[]> answer) {
    return String.join(", ", answer.headers().allValues("WWW-Authenticate"));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
