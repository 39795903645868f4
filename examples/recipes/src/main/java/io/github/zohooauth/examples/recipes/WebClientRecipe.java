package io.github.zohooauth.examples.recipes;

import io.github.zohooauth.http.ApiAuthorization;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Spring's {@code WebClient}. */
public final class WebClientRecipe implements ExchangeFilterFunction {

  private final ApiAuthorization api;

  private WebClientRecipe(ApiAuthorization api) {
    this.api = api;
  }

  /** Returns a client that authorizes each request. */
  public static WebClient client(ApiAuthorization api) {
    // The JDK's client follows no redirects: the rule of the hosts would end there.
    return WebClient.builder()
        .clientConnector(new JdkClientHttpConnector())
        .filter(new WebClientRecipe(api))
        .build();
  }

  @Override
  public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
    return waiting(() -> api.headerFor(request.url()))
        .flatMap(
            header ->
                next.exchange(with(header, request))
                    .flatMap(answer -> orRepeated(request, header, answer, next)));
  }

  private Mono<ClientResponse> orRepeated(
      ClientRequest request, String header, ClientResponse answer, ExchangeFunction next) {
    int status = answer.statusCode().value();
    if (!api.mayReject(status)) {
      return Mono.just(answer);
    }
    String challenge = String.join(", ", answer.headers().header("WWW-Authenticate"));
    return answer
        .bodyToMono(byte[].class)
        .defaultIfEmpty(new byte[0])
        .flatMap(
            body -> {
              String text = new String(body, StandardCharsets.UTF_8);
              ClientResponse refused = withBody(body, answer);
              return waiting(() -> api.replacement(request.url(), header, status, challenge, text))
                  .flatMap(
                      better ->
                          better.isEmpty()
                              ? Mono.just(refused)
                              : repeated(with(better.get(), request), refused, next));
            });
  }

  /** A body that can be sent once cannot be repeated: the refusal is the result. */
  private static Mono<ClientResponse> repeated(
      ClientRequest request, ClientResponse refused, ExchangeFunction next) {
    return next.exchange(request)
        .onErrorResume(
            WebClientRequestException.class,
            e ->
                e.getCause() instanceof IllegalStateException ? Mono.just(refused) : Mono.error(e));
  }

  /** A token may have to be waited for, and the threads of the HTTP client must not block. */
  private static <T> Mono<T> waiting(Callable<T> call) {
    return Mono.fromCallable(call).subscribeOn(Schedulers.boundedElastic());
  }

  private static ClientRequest with(String header, ClientRequest request) {
    return ClientRequest.from(request)
        .headers(headers -> headers.set("Authorization", header))
        .build();
  }

  private static ClientResponse withBody(byte[] body, ClientResponse answer) {
    return answer
        .mutate()
        .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))
        .build();
  }
}
