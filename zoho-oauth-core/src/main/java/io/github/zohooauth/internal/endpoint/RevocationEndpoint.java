package io.github.zohooauth.internal.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.internal.transport.FormRequest;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.net.URI;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Revokes tokens in the two forms that Zoho documents.
 *
 * <p>It sends the older form, and the newer one if the older one is refused. It does so at the
 * token's data center, and then at the client's own. A refusal without an error code proves
 * nothing. The token may be unknown, or Zoho may no longer serve this form. Only a confirmation
 * ends the search. A token counts as gone if the client's own data center does not know it, either.
 *
 * @see <a href="https://www.zoho.com/developer/oauth/revoke-oauth-token.html">Zoho: revoke</a>
 */
public final class RevocationEndpoint {

  private static final Grant.Type TYPE = Grant.Type.REVOCATION;

  /** The indexes of the paths of the two forms. */
  private static final int OLDER = 0;

  private static final int NEWER = 1;

  private final SecretCalls secrets;
  private final AccountsServers servers;
  private final ErrorReader errors;
  private final DataCenter home;

  public RevocationEndpoint(
      SecretCalls secrets, AccountsServers servers, ErrorReader errors, DataCenter home) {
    this.secrets = secrets;
    this.home = home;
    this.servers = servers;
    this.errors = errors;
  }

  /** The state of the token according to one data center. */
  private enum Said {
    REVOKED,
    UNKNOWN,
    NOTHING
  }

  /**
   * The result of asking one data center.
   *
   * @param error Zoho's error with NOTHING, if it had a code; otherwise null
   */
  private record Outcome(Said said, @Nullable ZohoOAuthException error) {}

  /**
   * Revokes a refresh token with its access tokens, or one access token.
   *
   * @param type {@code refresh_token} or {@code access_token}
   * @param unconfirmed the end of the message if no data center confirmed the revocation
   * @return completes once the token is revoked or unknown; fails with a {@link
   *     ConfigurationException} if no data center confirmed it, or with another {@link
   *     ZohoOAuthException}
   */
  public CompletableFuture<Void> revoke(
      String token, String type, DataCenter dataCenter, String unconfirmed) {
    return ask(dataCenter, token, type)
        .thenCompose(
            first ->
                first.said() == Said.REVOKED || dataCenter.equals(home)
                    ? CompletableFuture.completedFuture(first)
                    : ask(home, token, type).thenApply(second -> combined(first, second)))
        .thenAccept(
            outcome -> {
              if (outcome.said() == Said.NOTHING) {
                throw unconfirmed(outcome.error(), dataCenter, unconfirmed);
              }
            });
  }

  private static Outcome combined(Outcome first, Outcome second) {
    return second.said() == Said.REVOKED || first.said() == Said.UNKNOWN ? second : first;
  }

  private CompletableFuture<Outcome> ask(DataCenter dataCenter, String token, String type) {
    FormRequest older = new FormRequest(uri(OLDER, dataCenter), Map.of("token", token), null, true);
    return servers
        .post(older, TYPE, dataCenter)
        .thenApply(answer -> outcome(answer, dataCenter))
        .thenCompose(
            outcome ->
                outcome.said() == Said.NOTHING
                    ? newer(token, type, dataCenter)
                    : CompletableFuture.completedFuture(outcome))
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(errors.read(failure, TYPE, dataCenter)));
  }

  /** Returns NOTHING if the form cannot be sent, because that says nothing about the token. */
  private CompletableFuture<Outcome> newer(String token, String type, DataCenter dataCenter) {
    try {
      servers.requireAuthorizationHeader(dataCenter, "The newer form of revocation was not sent.");
      secrets.requireSecret(dataCenter);
    } catch (ConfigurationException e) {
      return CompletableFuture.completedFuture(new Outcome(Said.NOTHING, e));
    }
    Map<String, String> fields = Map.of("token", token, "token_type", type);
    SecretCalls.Form form =
        secret -> new FormRequest(uri(NEWER, dataCenter), fields, basic(secret.orElse("")), true);
    CallCounter calls = new CallCounter(InstantSource.system());
    return servers
        .post(
            () -> secrets.post(form, TYPE, dataCenter, calls),
            TYPE,
            dataCenter,
            calls,
            new CompletableFuture<>())
        .thenApply(answer -> outcome(answer, dataCenter))
        .exceptionallyCompose(
            failure ->
                calls.isStopped() && Futures.cause(failure) instanceof ConfigurationException e
                    ? CompletableFuture.completedFuture(new Outcome(Said.NOTHING, e))
                    : CompletableFuture.failedFuture(failure));
  }

  private static URI uri(int form, DataCenter dataCenter) {
    return dataCenter.accountsServer().resolve(TYPE.paths.get(form));
  }

  /**
   * Returns the header with the secret. Otherwise the secret is sent in form bodies only.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749, section 2.3.1</a>
   */
  private String basic(String secret) {
    String pair =
        URLEncoder.encode(secrets.clientId(), UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  /** Reads an answer. Throws Zoho's error if it says nothing about the token, as if overloaded. */
  private Outcome outcome(HttpAnswer answer, DataCenter dataCenter) {
    if (answer.saysRevoked()) {
      return new Outcome(Said.REVOKED, null);
    }
    ZohoOAuthException error = errors.read(answer, TYPE, dataCenter);
    if (error instanceof AuthorizationRequiredException) {
      return new Outcome(Said.UNKNOWN, null);
    }
    if (!isRefusal(answer) || isTemporary(error)) {
      throw error;
    }
    return new Outcome(Said.NOTHING, answer.error().isPresent() ? error : null);
  }

  /** Returns whether the answer refuses this form, so that the other form may still work. */
  private static boolean isRefusal(HttpAnswer answer) {
    int status = answer.status();
    boolean words = status < 300 && answer.json().isPresent();
    boolean later = status == 408 || status == 425 || status == 429;
    return words || (status >= 400 && status < 500 && !later);
  }

  /** Returns whether Zoho's error code says that the same request may work later. */
  private static boolean isTemporary(ZohoOAuthException error) {
    return error instanceof RateLimitedException
        || (error instanceof TemporaryFailureException && error.errorCode().isPresent());
  }

  private ZohoOAuthException unconfirmed(
      @Nullable ZohoOAuthException refusal, DataCenter dataCenter, String meaning) {
    Failures failures = refusal == null ? errors.at(dataCenter) : Failures.like(refusal);
    String said =
        refusal == null
            ? "Zoho confirmed the revocation in neither of its two forms."
            : Failures.what(refusal);
    String what = Failures.sentences(said, meaning);
    return refusal instanceof TemporaryFailureException
        ? failures.temporary(what)
        : failures.configuration(what);
  }
}
