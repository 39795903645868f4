package io.github.zohooauth.testing;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.ZohoOAuthException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A token provider for an application's tests. It has tokens, fails on demand and counts its calls.
 *
 * <p>It asks no server. The asynchronous methods do what the others do, and count as they do. A
 * failure is thrown as the object that the test made. Thread-safe.
 */
public final class FakeTokenProvider implements TokenProvider {

  private static final Duration LIFE = Duration.ofHours(1);

  /** A token and its place in the order of tokens, from 1 on. */
  private record Numbered(int number, AccessToken token) {}

  private final UnaryOperator<Numbered> following;
  private final AtomicReference<Numbered> current;
  private final AtomicInteger calls = new AtomicInteger();
  private final Queue<AccessToken> rejected = new ConcurrentLinkedQueue<>();
  private final Queue<ZohoOAuthException> nextFailures = new ConcurrentLinkedQueue<>();
  private volatile @Nullable ZohoOAuthException failure;

  private FakeTokenProvider(AccessToken first, UnaryOperator<Numbered> following) {
    this.following = following;
    this.current = new AtomicReference<>(new Numbered(1, first));
  }

  /**
   * Returns a provider of the tokens {@code 1000.fake-1}, {@code 1000.fake-2} and so on.
   *
   * <p>They live for an hour, and go to the hosts of this data center. For a server of the test,
   * give {@link DataCenter#of(String, java.net.URI, java.net.URI)} with its URL.
   */
  public static FakeTokenProvider of(DataCenter dataCenter) {
    Objects.requireNonNull(dataCenter, "dataCenter");
    return new FakeTokenProvider(
        numbered(1, dataCenter),
        last -> new Numbered(last.number() + 1, numbered(last.number() + 1, dataCenter)));
  }

  private static AccessToken numbered(int number, DataCenter dataCenter) {
    return AccessToken.of(
        "1000.fake-" + number, InstantSource.system().instant().plus(LIFE), dataCenter);
  }

  /**
   * Returns a provider of these tokens, in this order. The last one stays: if it is rejected, it
   * comes back, as a token does that the API refuses for another reason.
   */
  public static FakeTokenProvider of(AccessToken first, AccessToken... later) {
    List<AccessToken> rest = List.of(later);
    return new FakeTokenProvider(
        Objects.requireNonNull(first, "first"),
        last ->
            last.number() > rest.size()
                ? last
                : new Numbered(last.number() + 1, rest.get(last.number() - 1)));
  }

  /** Lets each call fail with this failure, until {@link #recover} is called. */
  public FakeTokenProvider failWith(ZohoOAuthException failure) {
    this.failure = Objects.requireNonNull(failure, "failure");
    return this;
  }

  /** Lets the next calls fail, one with each of these failures, before {@link #failWith} counts. */
  public FakeTokenProvider failNext(ZohoOAuthException... failures) {
    nextFailures.addAll(List.of(failures));
    return this;
  }

  /** Ends all failures. */
  public FakeTokenProvider recover() {
    nextFailures.clear();
    failure = null;
    return this;
  }

  /** Moves on to the next token, as if this one had expired and were renewed. */
  public FakeTokenProvider renew() {
    current.updateAndGet(following);
    return this;
  }

  /** Returns the token of the next call. This does not count, and does not fail. */
  public AccessToken token() {
    return current.get().token();
  }

  /**
   * Returns how often a token was asked for, with or without success. {@link #replaceRejected} does
   * not count here: see {@link #rejected}.
   */
  public int calls() {
    return calls.get();
  }

  /** Returns the tokens that were given to {@link #replaceRejected}, in their order. */
  public List<AccessToken> rejected() {
    return List.copyOf(rejected);
  }

  /** Returns the current token, or throws the failure that the test has chosen. */
  @Override
  public AccessToken getAccessToken() {
    calls.incrementAndGet();
    failIfAsked();
    return token();
  }

  /**
   * Returns the next token if the current one is rejected. If another one is, the current one is
   * the newer.
   */
  @Override
  public AccessToken replaceRejected(AccessToken rejected) {
    this.rejected.add(Objects.requireNonNull(rejected, "rejected"));
    failIfAsked();
    return current
        .updateAndGet(
            now -> now.token().value().equals(rejected.value()) ? following.apply(now) : now)
        .token();
  }

  private void failIfAsked() {
    ZohoOAuthException next = nextFailures.poll();
    ZohoOAuthException chosen = next == null ? failure : next;
    if (chosen != null) {
      throw chosen;
    }
  }

  @Override
  public String toString() {
    return "FakeTokenProvider[" + token() + "]";
  }
}
