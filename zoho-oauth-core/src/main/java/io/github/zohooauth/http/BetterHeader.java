package io.github.zohooauth.http;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.internal.runtime.Futures;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Finds the header to repeat a refused request with.
 *
 * @param tokens the tokens of one owner
 * @param rejected the header that the API rejected; its text tells which token that was, so that an
 *     interceptor need not keep an object
 * @param uri where the request goes
 */
record BetterHeader(TokenProvider tokens, String rejected, URI uri) {

  /** Returns the header; empty if no better token can be had, or it may not go there. */
  Optional<String> find() {
    try {
      AccessToken current = tokens.getAccessToken();
      return header(isRejected(current) ? tokens.replaceRejected(current) : current);
    } catch (RuntimeException e) {
      return none(e);
    }
  }

  /** Does what {@link #find} does, without blocking. If it is cancelled, the wait ends. */
  CompletableFuture<Optional<String>> findAsync() {
    CompletableFuture<Optional<String>> result = new CompletableFuture<>();
    CompletableFuture<AccessToken> asked = begin(tokens::getAccessTokenAsync, result);
    asked
        .thenCompose(
            current ->
                isRejected(current)
                    ? begin(() -> tokens.replaceRejectedAsync(current), result)
                    : asked)
        .thenApply(this::header)
        .exceptionally(BetterHeader::none)
        .whenComplete((header, failure) -> Futures.pass(header, Futures.cause(failure), result));
    return result;
  }

  /** Begins work that is cancelled at the latest when the result is done. */
  private static CompletableFuture<AccessToken> begin(
      Supplier<CompletableFuture<AccessToken>> work, CompletableFuture<?> result) {
    CompletableFuture<AccessToken> begun = Futures.own(work);
    result.whenComplete((value, failure) -> begun.cancel(false));
    return begun;
  }

  private boolean isRejected(AccessToken token) {
    String text = rejected.strip();
    return text.substring(text.lastIndexOf(' ') + 1).equals(token.value());
  }

  private Optional<String> header(AccessToken better) {
    return isRejected(better) || !better.isFor(uri)
        ? Optional.empty()
        : Optional.of(better.authorizationHeader());
  }

  /** The API's answer is of more use to the caller than most failures of the replacement. */
  private static Optional<String> none(Throwable failure) {
    Throwable cause = Futures.cause(failure);
    if (cause instanceof AuthorizationRequiredException required) {
      throw required;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return Optional.empty();
  }

  /** Leaves out the header, which has a token in it. */
  @Override
  public String toString() {
    return "BetterHeader[uri=" + uri + "]";
  }
}
