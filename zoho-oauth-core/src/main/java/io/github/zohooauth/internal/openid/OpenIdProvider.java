package io.github.zohooauth.internal.openid;

import static io.github.zohooauth.internal.text.Log.LOG;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.internal.endpoint.ErrorReader;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.transport.HttpAnswer;
import io.github.zohooauth.internal.transport.HttpCall;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The issuer and keys of one data center, fetched once for all callers and kept while a fetch
 * fails.
 *
 * <p>The data center is asked at most once a minute, even if many id_tokens name unknown keys.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#RotateSigKeys">OpenID Connect
 *     Core, section 10.1.1</a>
 */
final class OpenIdProvider {

  private static final String METADATA = "/.well-known/openid-configuration";

  private static final int MAX_KEYS = 100;

  /** The shortest time between two fetches. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** The shortest time between two fetches while there are no keys, so that no user can sign in. */
  private static final Duration PAUSE_WITHOUT_KEYS = Duration.ofSeconds(5);

  /** The age from which keys are fetched again in the background. */
  private static final Duration FRESH = Duration.ofHours(1);

  /** The age up to which keys are used if no fetch succeeds. A key may have been withdrawn. */
  private static final Duration USABLE = Duration.ofDays(1);

  /** The fetched issuer and its usable signing keys, with the time of the fetch. */
  record Published(String issuer, List<JsonWebKey> keys, Instant at) {

    boolean hasKey(@Nullable String keyId) {
      return keyId != null && keys.stream().anyMatch(key -> keyId.equals(key.id()));
    }

    /**
     * Returns whether the key that the text names signed it. If no key has that name, every key
     * without a name is tried.
     */
    boolean hasSigned(SignedJwt text) {
      String keyId = text.keyId();
      boolean named = hasKey(keyId);
      return keys.stream()
          .filter(
              key -> named ? Objects.equals(keyId, key.id()) : keyId == null || key.id() == null)
          .anyMatch(key -> key.hasSigned(text));
    }
  }

  private record Fetch(Instant at, CompletableFuture<Published> end) {}

  private final DataCenter dataCenter;
  private final DataCenters known;
  private final Failures failures;
  private final HttpCall http;
  private final ErrorReader errors;
  private final InstantSource clock;
  private final AtomicReference<@Nullable Fetch> latest = new AtomicReference<>();
  private volatile @Nullable Published published;

  OpenIdProvider(
      DataCenter dataCenter,
      DataCenters known,
      Failures failures,
      HttpCall http,
      ErrorReader errors,
      InstantSource clock) {
    this.dataCenter = dataCenter;
    this.known = known;
    this.failures = failures;
    this.http = http;
    this.errors = errors;
    this.clock = clock;
  }

  /** Returns the latest issuer and keys; null before the first fetch. */
  @Nullable Published known() {
    return published;
  }

  /** Returns the issuer and keys, fetched first if necessary. */
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

  /** Returns newer keys than these, which lack the wanted key; empty if there are none. */
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

  /**
   * Joins the fetch in progress or begins one. If the previous fetch was just now, its result is
   * returned.
   */
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
    fetch(next.at()).whenComplete((fetched, failure) -> complete(next, fetched, failure));
    return next.end();
  }

  private void complete(Fetch fetch, @Nullable Published fetched, @Nullable Throwable failure) {
    if (fetched != null) {
      published = fetched;
      fetch.end().complete(fetched);
    } else {
      ZohoOAuthException why =
          errors.read(Objects.requireNonNull(failure), Grant.Type.REFRESH_TOKEN, dataCenter);
      LOG.log(Level.WARNING, "The keys of id_tokens are not fetched: {0}", why.getMessage());
      fetch.end().completeExceptionally(why);
    }
  }

  /** Fetches the metadata and then the keys, because the keys may have moved. */
  private CompletableFuture<Published> fetch(Instant at) {
    return CompletableFuture.completedFuture(dataCenter.accountsServer().resolve(METADATA))
        .thenCompose(uri -> http.get(uri, null))
        .thenApply(answer -> OpenIdMetadata.in(json(answer), dataCenter, known, failures))
        .thenCompose(
            metadata ->
                http.get(metadata.jwksUri(), null)
                    .thenApply(answer -> new Published(metadata.issuer(), keys(answer), at)));
  }

  private ObjectNode json(HttpAnswer answer) {
    int status = answer.status();
    if (status >= 300 && status < 400) {
      throw errors.read(answer, Grant.Type.REFRESH_TOKEN, dataCenter);
    }
    return answer
        .json()
        .filter(json -> answer.status() == 200)
        .orElseThrow(
            () -> {
              String what =
                  "The keys of id_tokens, or the metadata that says where they are, did not come"
                      + " (HTTP %d): try again later, and check for a proxy in between.";
              return failures.temporary(what.formatted(answer.status()));
            });
  }

  /**
   * Returns the usable keys in the answer.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517, section 5</a>
   */
  private List<JsonWebKey> keys(HttpAnswer answer) {
    List<JsonWebKey> keys =
        StreamSupport.stream(json(answer).path("keys").spliterator(), false)
            .flatMap(key -> JsonWebKey.in(key).stream())
            .limit(MAX_KEYS)
            .toList();
    if (keys.isEmpty()) {
      throw failures.temporary(
          "Among the data center's keys of id_tokens is no RSA key of 2048 bits or more: try again"
              + " later.");
    }
    return keys;
  }

  /** Returns whether the wait is over. If the clock is set back, every wait is over. */
  private boolean isOver(Duration wait, Instant since) {
    Duration passed = Duration.between(since, clock.instant());
    return passed.isNegative() || passed.compareTo(wait) >= 0;
  }
}
