package io.github.zohooauth.http;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.text.Origin;
import io.github.zohooauth.internal.text.Require;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which requests to Zoho's APIs are authorized, for every HTTP client: which host may
 * have the token, which answer rejects it, and what to repeat the request with.
 *
 * <p>Set the header of {@link #headerFor} on each request. If {@link #mayReject} is true for the
 * status of the answer, read the body, and ask for the {@link #replacement} of the header. If there
 * is one, repeat the request once with it. Otherwise the API's answer is the result.
 *
 * <p>A 401 rejects the token unless its body or {@code WWW-Authenticate} names a scope or an
 * organization. Another token of the same owner would lack these as well. All other causes of a 401
 * may be the token, because each product has its own list of codes.
 *
 * <p>An object has no state, so each request may have one of its own. Immutable and thread-safe.
 *
 * @see ZohoHttpClient
 */
public final class ApiAuthorization {

  /** Recognizes an answer that rejects the token of its request. Implement it thread-safe. */
  @FunctionalInterface
  public interface Rejection {

    /**
     * Returns whether this answer rejects the token.
     *
     * @param status 400 to 499
     * @param body the text of the answer, cut after its first 64 KiB
     */
    boolean isRejection(int status, String body);
  }

  private final TokenProvider tokens;
  private final @Nullable Rejection added;

  private ApiAuthorization(TokenProvider tokens, @Nullable Rejection added) {
    this.tokens = Objects.requireNonNull(tokens, "tokens");
    this.added = added;
  }

  /**
   * Returns the usual rules, with tokens of this provider.
   *
   * @param tokens the tokens of one owner
   */
  public static ApiAuthorization of(TokenProvider tokens) {
    return new ApiAuthorization(tokens, null);
  }

  /**
   * Returns these rules with one more: an answer that this function recognizes rejects the token.
   *
   * <p>PhoneBridge, for example, answers 400: {@code (status, body) -> status == 400 &&
   * body.contains("INVALID_TOKEN")}. The function sees each answer from 400 to 499 first. If it
   * returns {@code false}, the other rules decide. If it throws, the request fails: {@link
   * #replacement} throws that exception as it is, because it is a fault of the application.
   */
  public ApiAuthorization rejectedIf(Rejection rejection) {
    Objects.requireNonNull(rejection, "rejection");
    Rejection earlier = added;
    return new ApiAuthorization(
        tokens,
        earlier == null
            ? rejection
            : (status, body) ->
                earlier.isRejection(status, body) || rejection.isRejection(status, body));
  }

  /**
   * Returns the value of the {@code Authorization} header for a request to this URI.
   *
   * @return {@code Zoho-oauthtoken} and the token: a secret
   * @throws IllegalArgumentException if the token may not go there: see {@link AccessToken#isFor}.
   *     Do not send the request then
   * @throws ZohoOAuthException as {@link TokenProvider#getAccessToken}
   */
  public String headerFor(URI uri) {
    requireOrigin(uri);
    return headerFor(uri, tokens.getAccessToken());
  }

  /**
   * Returns the header's value without blocking, if the provider can.
   *
   * @return the value, or the failure that {@link #headerFor} throws. If it is cancelled, the wait
   *     ends
   */
  public CompletableFuture<String> headerForAsync(URI uri) {
    return Futures.own(
        () -> {
          requireOrigin(uri);
          return Futures.compose(
              Require.returned("tokens", tokens.getAccessTokenAsync()),
              token -> CompletableFuture.completedFuture(headerFor(uri, token)));
        });
  }

  /** Refuses a URI that no token may go to before a token is asked for. */
  static void requireOrigin(URI uri) {
    if (Origin.of(uri) == null) {
      throw new IllegalArgumentException(
          "uri: not https, nor http to a loopback address, or has user information. Nothing was"
              + " sent. Use an https URI of a Zoho API.");
    }
  }

  private static String headerFor(URI uri, @Nullable AccessToken current) {
    AccessToken token = Require.returned("tokens", current);
    if (!token.isFor(uri)) {
      throw new IllegalArgumentException(
          ("uri: not a host of data center %s, which the token is for. Nothing was sent. If the"
                  + " host may have the token, add it with DataCenter.withApiHosts(...).")
              .formatted(token.dataCenter().location()));
    }
    return token.authorizationHeader();
  }

  /** Returns whether an answer with this status may reject the token, so that it has to be read. */
  public boolean mayReject(int status) {
    return status == 401 || (added != null && status >= 400 && status < 500);
  }

  /**
   * Returns the header to repeat a refused request with, once.
   *
   * <p>If the provider has another token by now, that one is taken. Otherwise it is asked by {@link
   * TokenProvider#replaceRejected}, which renews a token at most once in ten minutes. Of the
   * provider's failures, this method throws {@link AuthorizationRequiredException} alone. It also
   * throws what the function of {@link #rejectedIf} throws.
   *
   * @param uri where the request was sent
   * @param header the value of its {@code Authorization} header
   * @param status the status of the answer
   * @param wwwAuthenticate the answer's {@code WWW-Authenticate}, several values joined by commas;
   *     null for none
   * @param body the text of the answer, uncompressed; its first 64 KiB are enough
   * @return the header; empty if the answer does not reject the token, no better token can be had
   *     for any reason, or the better token may not go to this URI. The API's answer is the result
   * @throws AuthorizationRequiredException if the owner's tokens were revoked elsewhere, so that a
   *     person has to authorize first
   */
  public Optional<String> replacement(
      URI uri, String header, int status, @Nullable String wwwAuthenticate, String body) {
    return isRejection(uri, header, status, wwwAuthenticate, body)
        ? betterThan(header, uri)
        : Optional.empty();
  }

  /**
   * Returns the header to repeat a refused request with, without blocking, if the provider can.
   *
   * @return as {@link #replacement}, or the failure that it throws. If it is cancelled, the wait
   *     ends
   */
  public CompletableFuture<Optional<String>> replacementAsync(
      URI uri, String header, int status, @Nullable String wwwAuthenticate, String body) {
    return Futures.own(
        () ->
            isRejection(uri, header, status, wwwAuthenticate, body)
                ? betterThanAsync(header, uri)
                : CompletableFuture.completedFuture(Optional.empty()));
  }

  private boolean isRejection(
      URI uri, String header, int status, @Nullable String wwwAuthenticate, String body) {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(body, "body");
    String beginning = body.substring(0, Math.min(body.length(), PeekedBody.MAX_LENGTH));
    List<String> challenges = wwwAuthenticate == null ? List.of() : List.of(wwwAuthenticate);
    return mayReject(status) && rejects(status, challenges, beginning);
  }

  /**
   * Returns whether this answer rejects the token.
   *
   * @param status one that {@link #mayReject}
   * @param challenges the values of {@code WWW-Authenticate}
   * @param body the text of the answer, or its beginning
   */
  boolean rejects(int status, List<String> challenges, String body) {
    if (added != null && added.isRejection(status, body)) {
      return true;
    }
    return status == 401 && !NamedCause.isScopeOrOrganization(challenges, body);
  }

  /** Returns the header with a better token than the rejected header has; empty for none. */
  Optional<String> betterThan(String header, URI uri) {
    return new BetterHeader(tokens, header, uri).find();
  }

  /** Does what {@link #betterThan} does, without blocking. */
  CompletableFuture<Optional<String>> betterThanAsync(String header, URI uri) {
    return new BetterHeader(tokens, header, uri).findAsync();
  }
}
