package io.github.zohooauth.testkit;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.client.ServerClient;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.localzoho.LocalZoho;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A thread that asks for tokens now and then, of any owner, through any client. */
public final class CallerThread implements Runnable {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /** What the threads of a proof share. */
  public record Scope(
      LocalZoho zoho,
      IdleTime time,
      TokenCallLog traffic,
      TrustLimits beliefs,
      List<ServerClient> clients,
      List<String> owners,
      Map<String, AccessToken> handedOut,
      Queue<CallerRecord> asked,
      Instant end,
      int meanPause) {}

  private final Scope scope;
  private final Random chance;

  public CallerThread(Scope scope, Random chance) {
    this.scope = scope;
    this.chance = chance;
  }

  @Override
  public void run() {
    IdleTime time = scope.time();
    try {
      time.sleep(pause());
      while (time.truth().isBefore(scope.end())) {
        ask();
        time.sleep(pause());
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      time.end();
    }
  }

  /** At moments that others choose, too; now and then all at the full minute. */
  private Duration pause() {
    return chance.nextInt(20) == 0
        ? Duration.ofNanos(MINUTE - scope.time().running() % MINUTE)
        : Duration.ofMillis(100L * (1 + chance.nextInt(20 * scope.meanPause())));
  }

  private void ask() {
    String owner = scope.owners().get(chance.nextInt(scope.owners().size()));
    int client = chance.nextInt(scope.clients().size());
    long begun = scope.traffic().event();
    Instant begunAt = scope.time().truth();
    AccessToken token = null;
    Throwable failure = null;
    try {
      token = token(scope.clients().get(client).forOwner(TokenOwner.user(owner)));
    } catch (Exception e) {
      failure = Futures.cause(e);
    }
    boolean good = isGood(token, owner + client);
    Instant endedAt = scope.time().truth();
    boolean believed = token != null && scope.beliefs().mayBelieve(client, token, endedAt);
    long ended = scope.traffic().event();
    scope
        .asked()
        .add(
            new CallerRecord(
                owner, client, begun, ended, begunAt, endedAt, failure, good, believed));
  }

  private AccessToken token(TokenProvider tokens) throws Exception {
    return chance.nextBoolean()
        ? tokens.getAccessToken()
        : scope.time().await(tokens.getAccessTokenAsync());
  }

  private boolean isGood(@Nullable AccessToken token, String holder) {
    if (token != null) {
      scope.handedOut().put(holder, token);
      return scope.zoho().accepts(token.value());
    }
    AccessToken before = scope.handedOut().get(holder);
    return before != null
        && scope.time().instant().isBefore(before.expiresAt())
        && scope.zoho().accepts(before.value());
  }
}
