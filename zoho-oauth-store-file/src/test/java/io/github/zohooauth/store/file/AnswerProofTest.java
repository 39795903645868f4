package io.github.zohooauth.store.file;

import static io.github.zohooauth.store.file.TokenFixture.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.file.AccountsServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The file keeps the refresh token after any answer to a renewal. */
@Tag("R7")
@ExtendWith(LogCapture.class)
class AnswerProofTest {

  private static final List<String> ANSWERS =
      List.of(
          "{\"access_token\":\"1000.renewed\",\"expires_in\":3600,\"api_domain\":\"https://www.zohoapis.eu\"}",
          "{\"access_token\":\"1000.renewed\",\"expires_in\":3600,\"refresh_token\":null}",
          "{\"access_token\":\"1000.renewed\",\"expires_in\":3600,\"refresh_token\":\"\"}",
          "{\"error\":\"invalid_code\"}",
          "{\"error\":\"invalid_client\"}",
          "{\"error\":\"Access Denied\",\"error_description\":\"You have made too many requests\"}",
          "{\"error\":\"server_error\",\"refresh_token\":\"1000.of-an-error\"}",
          "<html>503</html>",
          "");

  @TempDir private Path temp;

  private final AccountsServer accounts = new AccountsServer();

  AnswerProofTest() throws IOException {}

  @AfterEach
  void stop() {
    accounts.close();
  }

  private static List<Answer> answers(int size, Random random) {
    List<Answer> answers = new ArrayList<>();
    for (String answer : ANSWERS) {
      answers.add(new Answer(200, answer.getBytes(UTF_8)));
      answers.add(new Answer(400, answer.getBytes(UTF_8)));
    }
    while (answers.size() < size) {
      byte[] body = ANSWERS.get(random.nextInt(ANSWERS.size())).getBytes(UTF_8);
      if (body.length > 0) {
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
          body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
        }
        body = random.nextInt(3) == 0 ? Arrays.copyOf(body, random.nextInt(body.length)) : body;
      }
      answers.add(new Answer(List.of(200, 200, 400, 401, 500, 503).get(random.nextInt(6)), body));
    }
    return answers;
  }

  /**
   * Renews all at once, because a client waits after many of the answers. Each has a client of its
   * own, because one that has met some failures of the server calls it less.
   */
  @Test
  void anyAnswer_leavesTheRefreshTokenInTheFile() throws Exception {
    FileTokenStore store = FileTokenStore.at(temp);
    Random random = new Random(Proof.seed("R7", 20260507));
    List<Answer> answers = answers(Proof.size(60, 10_000), random);
    List<Future<Boolean>> renewed = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(60);
    try {
      for (int i = 0; i < answers.size(); i++) {
        int number = i;
        accounts.answer("1000.refresh-" + number, answers.get(number));
        renewed.add(threads.submit(() -> isRenewed(store, number)));
      }
      for (Future<Boolean> each : renewed) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
    Proof.holds(
        "R7",
        IntStream.range(0, answers.size()).mapToObj(i -> Map.entry(i, answers.get(i))).toList(),
        each -> check(store, each.getKey(), each.getValue(), renewed.get(each.getKey()).get()));
  }

  /** Returns a copy with recent calls, so that the budget of eight has room for one. */
  private static StoredToken withOneCallLeft(StoredToken token) {
    long[] calls =
        LongStream.rangeClosed(1, 7)
            .map(i -> AccountsServer.EXPIRED.toEpochMilli() - 8 + i)
            .toArray();
    return new StoredToken(
        token.location(),
        token.accessToken(),
        token.obtainedAt(),
        token.refreshToken(),
        token.details(),
        Map.of("calls", Arrays.toString(calls)));
  }

  private boolean isRenewed(FileTokenStore store, int number) {
    store.save(TokenFixture.key(number), withOneCallLeft(token(number)));
    try (SelfClient client = accounts.impatientClient(store)) {
      TokenProvider tokens = client.forOwner(TokenFixture.key(number).owner());
      boolean isRenewed = isRenewed(tokens);
      while (!accounts.wasAsked("1000.refresh-" + number)) { // the caller gave up before its turn
        isRenewed = isRenewed(tokens);
      }
      return isRenewed;
    }
  }

  private static boolean isRenewed(TokenProvider tokens) {
    try {
      tokens.getAccessToken();
      return true;
    } catch (ZohoOAuthException e) {
      return false;
    }
  }

  private void check(FileTokenStore store, int number, Answer answer, boolean renewed)
      throws IOException {
    StoredToken kept = store.load(TokenFixture.key(number)).orElseThrow();
    assertThat(kept.refreshToken()).isEqualTo(token(number).refreshToken());
    if (!renewed && !holdsTokenOf(answer, kept)) {
      assertThat(kept.accessToken()).isEqualTo(token(number).accessToken());
    }
    assertThat(Files.readString(temp.resolve(TokenFixture.key(number).sha256() + ".tok")))
        .contains("\"refreshToken\":\"1000.refresh-%d\"".formatted(number));
  }

  /** A caller that gives up after a second may miss a renewal that succeeds later. */
  private static boolean holdsTokenOf(Answer answer, StoredToken kept) {
    String value = Objects.requireNonNull(kept.accessToken()).value();
    return answer.toString().contains("\"access_token\":\"" + value + "\"");
  }
}
