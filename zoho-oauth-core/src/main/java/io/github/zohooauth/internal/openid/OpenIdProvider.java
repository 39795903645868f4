package io.github.zohooauth.internal.openid;

import static io.github.zohooauth.internal.text.Log.LOG;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.internal.endpoint.ErrorReader;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.transport.HttpAnswer;
import io.github.zohooauth.internal.transport.HttpCall;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One data center as OpenID provider: its issuer and keys, fetched seldom, by one for all callers,
 * and kept while a fetch fails.
 *
 * <p>However many id_tokens name keys that nobody knows, it is asked once a minute at most.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#RotateSigKeys">OpenID Connect
 *     Core, section 10.1.1</a>
 */
final class OpenIdProvider {

  private static final String METADATA = "/.well-known/openid-configuration";

  /** From one fetch to the next, whatever its reason. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** The same while there is no key at all, and so nobody can sign in. */
  private static final Duration PAUSE_WITHOUT_KEYS = Duration.ofSeconds(5);

  /** From then on keys are fetched anew, beside whoever uses them. */
  private static final Duration FRESH = Duration.ofHours(1);

  /** A key that may have been withdrawn is not believed for longer, even if no fetch succeeds. */
  private static final Duration USABLE = Duration.ofDays(1);

  /** What was fetched, and when. */
  record Published(String issuer, JsonWebKeySet keys, Instant at) {}

  private record Fetch(Instant at, CompletableFuture<Published> end) {}

  private final DataCenters known;
  private final IdTokenRefusal refusal;
  private final HttpCall http;
  private final ErrorReader errors;
  private final InstantSource clock;
  private final AtomicReference<@Nullable Fetch> latest = new AtomicReference<>();
  private volatile @Nullable Published published;

  OpenIdProvider(
      DataCenters known,
      IdTokenRefusal refusal,
      HttpCall http,
      ErrorReader errors,
      InstantSource clock) {
    this.known = known;
    this.refusal = refusal;
    this.http = http;
    this.errors = errors;
    this.clock = clock;
  }

  /** What was fetched last; null if nothing was. */
  @Nullable Published known() {
    return published;
  }

  /** What is known, or else fetched. */
  CompletableFuture<Published> published() {
    Published now = published;
    if (now == null || isOver(USABLE, now.at())) {
      return fetched();
    }
    if (isOver(FRESH, now.at())) {
      fetched();
    }
    return CompletableFuture.completedFuture(now);
  }

  /** What is newer than this, in which a key was looked for in vain; empty if nothing is. */
  CompletableFuture<Optional<Published>> publishedAfter(Published seen) {
    return isNewest(seen)
        ? fetched().handle((fetched, failure) -> newerThan(seen))
        : CompletableFuture.completedFuture(newerThan(seen));
  }

  private Optional<Published> newerThan(Published seen) {
    return isNewest(seen) ? Optional.empty() : Optional.ofNullable(published);
  }

  @SuppressWarnings("ReferenceEquality") // two fetches at one instant are two
  private boolean isNewest(Published seen) {
    return published == seen;
  }

  /** Joins the fetch under way, or begins one, or ends as the one before that was just now. */
  private CompletableFuture<Published> fetched() {
    Fetch last = latest.get();
    Duration pause = published == null ? PAUSE_WITHOUT_KEYS : PAUSE;
    if (last != null && (!last.end().isDone() || !isOver(pause, last.at()))) {
      return last.end();
    }
    Fetch next = new Fetch(clock.instant(), new CompletableFuture<>());
    if (!latest.compareAndSet(last, next)) {
      return fetched();
    }
    fetch(next.at()).whenComplete((fetched, failure) -> land(next, fetched, failure));
    return next.end();
  }

  private void land(Fetch fetch, @Nullable Published fetched, @Nullable Throwable failure) {
    if (fetched != null) {
      published = fetched;
      fetch.end().complete(fetched);
    } else {
      ZohoOAuthException why =
          errors.read(
              Objects.requireNonNull(failure), Grant.Type.REFRESH_TOKEN, refusal.dataCenter());
      LOG.log(Level.WARNING, "The keys of id_tokens are not fetched: {0}", why.getMessage());
      fetch.end().completeExceptionally(why);
    }
  }

  /** The keys may have moved with the metadata, so each fetch begins there. */
  private CompletableFuture<Published> fetch(Instant at) {
    return CompletableFuture.completedFuture(
            refusal.dataCenter().accountsServer().resolve(METADATA))
        .thenCompose(this::answer)
        .thenApply(answer -> OpenIdMetadata.in(json(answer), known, refusal))
        .thenCompose(
            metadata ->
                answer(metadata.jwksUri())
                    .thenApply(answer -> new Published(metadata.issuer(), keys(answer), at)));
  }

  private CompletableFuture<HttpAnswer> answer(URI uri) {
    return http.get(uri, null);
  }

  private ObjectNode json(HttpAnswer answer) {
    int status = answer.status();
    if (status == 407 || (status >= 300 && status < 400)) {
      throw errors.read(answer, Grant.Type.REFRESH_TOKEN, refusal.dataCenter());
    }
    return answer
        .json()
        .filter(json -> answer.status() == 200)
        .orElseThrow(
            () -> {
              String what =
                  "The keys of id_tokens, or the metadata that says where they are, did not come"
                      + " (HTTP %d): try again later, and check for a proxy in between.";
              return refusal.temporary(what.formatted(answer.status()));
            });
  }

  private JsonWebKeySet keys(HttpAnswer answer) {
    JsonWebKeySet keys = JsonWebKeySet.in(json(answer));
    if (keys.keys().isEmpty()) {
      throw refusal.temporary(
          "Among the data center's keys of id_tokens is no RSA key of 2048 bits or more: try again"
              + " later.");
    }
    return keys;
  }

  /** A clock that was set back ends every wait. */
  private boolean isOver(Duration wait, Instant since) {
    Duration passed = Duration.between(since, clock.instant());
    return passed.isNegative() || passed.compareTo(wait) >= 0;
  }
}
