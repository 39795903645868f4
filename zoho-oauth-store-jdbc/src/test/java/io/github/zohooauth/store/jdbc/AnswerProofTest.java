package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.localzoho.Fault;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.store.StoredToken;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No answer to a renewal changes the stored refresh token. */
@Tag("R7")
class AnswerProofTest {

  private static final List<String> ANSWERS =
      List.of(
          "{\"access_token\":\"1000.next\",\"expires_in\":3600,\"token_type\":\"Bearer\"}",
          "{\"access_token\":\"1000.next\",\"refresh_token\":null,\"expires_in\":3600}",
          "{\"access_token\":\"1000.next\",\"refresh_token\":\"\",\"expires_in\":3600}",
          "{\"error\":\"invalid_code\"}",
          "{\"error\":\"Access Denied\",\"error_description\":\"too many requests\"}",
          "{\"error\":\"general_error\",\"refresh_token\":\"1000.never\"}",
          "<html><body>Bad gateway</body></html>",
          "");

  /** The clock stands still, so only the caller's timeout ends a backoff. */
  private static final Duration CALLER_TIMEOUT = Duration.ofSeconds(1);

  private static final List<Integer> STATUSES = List.of(200, 200, 200, 400, 401, 429, 500, 502);

  private record Answer(int status, String body) {}

  private static Answer mutated(Random chance) {
    StringBuilder body = new StringBuilder(ANSWERS.get(chance.nextInt(ANSWERS.size())));
    for (int i = chance.nextInt(3); i > 0 && body.length() > 0; i--) {
      int at = chance.nextInt(body.length());
      switch (chance.nextInt(3)) {
        case 0 -> body.setLength(at);
        case 1 -> body.deleteCharAt(at);
        default -> body.setCharAt(at, (char) (' ' + chance.nextInt(95)));
      }
    }
    return new Answer(STATUSES.get(chance.nextInt(STATUSES.size())), body.toString());
  }

  /** A user with their own Zoho server. It gives them one answer after the other. */
  private static final class Lane implements AutoCloseable {

    private final LocalZoho zoho = LocalZoho.start();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final JdbcTokenStore store;
    private final ExpiredUser user;
    private final StoredToken before;

    Lane(JdbcTokenStore store) {
      this.store = store;
      this.user = ExpiredUser.of(zoho, store);
      this.before = withOneCallLeft(store.load(user.key()).orElseThrow());
    }

    /** Returns a copy with recent calls, so that the budget of eight has room for one. */
    private StoredToken withOneCallLeft(StoredToken token) {
      long now = zoho.clock().instant().toEpochMilli();
      long[] calls = LongStream.rangeClosed(1, 7).map(i -> now - 8 + i).toArray();
      return new StoredToken(
          token.location(),
          token.accessToken(),
          token.obtainedAt(),
          token.refreshToken(),
          token.details(),
          Map.of("calls", Arrays.toString(calls)));
    }

    Future<?> hold(Answer answer) {
      return thread.submit(() -> holdNow(answer));
    }

    private void holdNow(Answer answer) {
      store.save(user.key(), before);
      user.next(
          Fault.answer(answer.status(), Map.of("Content-Type", "application/json"), answer.body()));
      try (SelfClient client = user.client(store).callerTimeout(CALLER_TIMEOUT).build()) {
        client.getAccessToken();
      } catch (ZohoOAuthException e) {
        assertThat(store.load(user.key()).orElseThrow().accessToken())
            .isEqualTo(before.accessToken());
      }
      zoho.faults().clear();
      assertThat(store.load(user.key()).orElseThrow().refreshToken())
          .isEqualTo(before.refreshToken());
    }

    @Override
    public void close() {
      thread.shutdownNow();
      zoho.close();
    }
  }

  private record Case(Answer answer, Future<?> end) {

    @Override
    public String toString() {
      return answer.toString();
    }
  }

  /** Runs in parallel lanes, because the client waits after many of the answers. */
  @Test
  void renewal_withAnyAnswer_keepsTheRefreshToken() {
    Random chance = new Random(Proof.seed("R7", 20260602));
    JdbcTokenStore store = Database.H2.builder().table(Database.nextTable()).build();
    store.createSchema();
    List<Lane> lanes = Stream.generate(() -> new Lane(store)).limit(Proof.size(2, 20)).toList();
    try {
      List<Case> cases =
          IntStream.range(0, Proof.size(25, 10_000))
              .mapToObj(
                  i -> {
                    Answer answer = mutated(chance);
                    return new Case(answer, lanes.get(i % lanes.size()).hold(answer));
                  })
              .toList();
      Proof.holds("R7", cases, each -> each.end().get());
    } finally {
      lanes.forEach(Lane::close);
    }
  }
}
