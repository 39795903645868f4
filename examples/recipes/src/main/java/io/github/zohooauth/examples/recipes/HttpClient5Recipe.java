package io.github.zohooauth.examples.recipes;

import io.github.zohooauth.http.ApiAuthorization;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/** Apache HttpClient 5. */
public final class HttpClient5Recipe implements ExecChainHandler {

  private final ApiAuthorization api;

  private HttpClient5Recipe(ApiAuthorization api) {
    this.api = api;
  }

  /** Returns a client that authorizes each request. */
  public static CloseableHttpClient client(ApiAuthorization api) {
    // The rule of the hosts ends where a client follows redirects by itself.
    return HttpClients.custom()
        .disableRedirectHandling()
        .addExecInterceptorFirst("zoho", new HttpClient5Recipe(api))
        .build();
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    URI uri = uriOf(request);
    String header = api.headerFor(uri);
    ClassicHttpResponse answer = chain.proceed(with(header, request), scope);
    HttpEntity sent = request.getEntity();
    HttpEntity received = answer.getEntity();
    // A body that can be sent once cannot be repeated: the refusal is the result.
    if (!api.mayReject(answer.getCode()) || (sent != null && !sent.isRepeatable())) {
      return answer;
    }
    byte[] body = received == null ? new byte[0] : EntityUtils.toByteArray(received);
    Optional<String> better =
        api.replacement(
            uri,
            header,
            answer.getCode(),
            Arrays.stream(answer.getHeaders("WWW-Authenticate"))
                .map(Header::getValue)
                .collect(Collectors.joining(", ")),
            new String(body, StandardCharsets.UTF_8));
    if (better.isPresent()) {
      answer.close();
      return chain.proceed(with(better.get(), request), scope);
    }
    if (received != null) {
      answer.setEntity(
          new ByteArrayEntity(body, ContentType.parseLenient(received.getContentType())));
    }
    return answer;
  }

  /**
   * Copies the request, because the client adds headers to what it sends and refuses them twice.
   */
  private static ClassicHttpRequest with(String header, ClassicHttpRequest request) {
    ClassicHttpRequest copy = ClassicRequestBuilder.copy(request).build();
    copy.setHeader("Authorization", header);
    return copy;
  }

  private static URI uriOf(ClassicHttpRequest request) throws ProtocolException {
    try {
      return request.getUri();
    } catch (URISyntaxException e) {
      throw new ProtocolException("The request has no valid URI");
    }
  }
}
