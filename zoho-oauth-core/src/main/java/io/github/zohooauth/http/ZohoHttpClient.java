package io.github.zohooauth.http;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenProvider;
import java.net.Authenticator;
import java.net.http.HttpClient;

/**
 * Makes {@link HttpClient}s that authorize each request to Zoho's APIs with an access token.
 *
 * <p>If the API rejects the token, the client asks the provider for a better one and repeats the
 * request once. It repeats a request only if its body is empty or has a known length. A 401 rejects
 * the token unless it names a scope or an organization in its first 64 KiB; {@link
 * ApiAuthorization#rejectedIf} adds other answers. If there is no better token, the caller gets the
 * API's answer, byte for byte. Other requests of that owner keep their token and do not wait.
 *
 * <p>A token goes only where {@link AccessToken#isFor} allows it. The client refuses any other
 * request with an {@link IllegalArgumentException} before it is sent. It also refuses a request
 * that already has an {@code Authorization} header.
 *
 * <p>{@code send} throws what {@link TokenProvider#getAccessToken} throws, and the future of {@code
 * sendAsync} fails with it. Of the failures of {@link TokenProvider#replaceRejected}, only {@link
 * AuthorizationRequiredException} reaches the caller. If the caller cancels the future of {@code
 * sendAsync}, the request is cancelled. The request inside a response has the token in its headers.
 *
 * <p>The delegate stays open, also if the client is closed: closing it is up to the caller. A
 * delegate that follows redirects is refused, because a redirect could take the token to another
 * host. On JDK 17, a delegate with an {@link Authenticator} is refused, because the JDK then leaves
 * out the header with the token. For a proxy that asks for a password, set a {@code
 * Proxy-Authorization} header on each request instead. Web sockets and pushed responses get no
 * token. The clients are thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/use-access-token.html">Zoho: use the
 *     access token</a>
 */
public final class ZohoHttpClient {

  private ZohoHttpClient() {}

  /**
   * Returns a client that sends requests through the delegate, with tokens of this provider.
   *
   * @param delegate with the proxy, trust store and executor to use
   * @param tokens the tokens of one owner
   * @throws IllegalArgumentException if the delegate follows redirects, or has an {@link
   *     Authenticator} on a JDK that leaves out the header with the token
   */
  public static HttpClient authorizing(HttpClient delegate, TokenProvider tokens) {
    return authorizing(delegate, ApiAuthorization.of(tokens));
  }

  /**
   * Returns a client that sends requests through the delegate and follows these rules.
   *
   * @param delegate with the proxy, trust store and executor to use
   * @param authorization the tokens of one owner, and which answers reject them
   * @throws IllegalArgumentException if the delegate follows redirects, or has an {@link
   *     Authenticator} on a JDK that leaves out the header with the token
   */
  public static HttpClient authorizing(HttpClient delegate, ApiAuthorization authorization) {
    return new AuthorizingHttpClient("delegate", delegate, authorization, false);
  }

  /**
   * Returns a builder of clients with tokens of this provider, for generated clients and others
   * that build their own.
   *
   * <p>It has the options of JDK 17's builder. {@code followRedirects} refuses a policy other than
   * {@code NEVER}, and {@code localAddress} of JDK 19 throws an {@link
   * UnsupportedOperationException}. Since JDK 21, {@code close()} of a client that it built waits
   * for the requests in progress and ends the connections; {@code shutdown()} and {@code
   * shutdownNow()} have no effect. For all options, give a client to {@link
   * #authorizing(HttpClient, TokenProvider)}.
   *
   * @param tokens the tokens of one owner
   * @return a builder whose {@code build()} returns a client that authorizes. Not thread-safe
   */
  public static HttpClient.Builder builder(TokenProvider tokens) {
    return builder(ApiAuthorization.of(tokens));
  }

  /**
   * Returns a builder of clients that follow these rules; otherwise as {@link
   * #builder(TokenProvider)}.
   *
   * @param authorization the tokens of one owner, and which answers reject them
   */
  public static HttpClient.Builder builder(ApiAuthorization authorization) {
    return new AuthorizingBuilder(authorization);
  }
}
