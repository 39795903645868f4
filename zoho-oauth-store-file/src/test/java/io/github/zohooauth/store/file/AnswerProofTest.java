package io.github.zohooauth.store.file;

import static io.github.zohooauth.store.file.Given.KEY;
import static io.github.zohooauth.store.file.Given.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.SelfClient;
import io.github.zohooauth.StoredToken;
import io.github.zohooauth.ZohoOAuthException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes back for a refresh token, the file keeps that refresh token. */
@Tag("R7")
@ExtendWith(Logged.class)
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

  private final Accounts accounts = new Accounts();

  AnswerProofTest() throws IOException {}

  @AfterEach
  void stop() {
    accounts.close();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Answer(int status, byte[] body) {
    @Override
    public String toString() {
      return status + " " + new String(body, UTF_8);
    }
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

  @Test
  void noAnswer_takesTheRefreshTokenFromTheFile() {
    FileTokenStore store = FileTokenStore.at(temp);
    Random random = new Random(Proof.seed("R7", 20260507));
    Proof.holds(
        "R7",
        answers(Proof.size(60, 10_000), random),
        answer -> {
          store.save(KEY, token(1));
          int before = accounts.calls();
          accounts.answer(answer.status(), answer.body());
          boolean renewed = isRenewed(store);
          assertThat(accounts.calls()).as("it was asked").isGreaterThan(before);
          StoredToken kept = store.load(KEY).orElseThrow();
          assertThat(kept.refreshToken()).isEqualTo(token(1).refreshToken());
          if (!renewed) {
            assertThat(kept.accessToken()).isEqualTo(token(1).accessToken());
          }
          assertThat(Files.readString(temp.resolve(KEY.sha256() + ".tok")))
              .contains("\"refreshToken\":\"1000.refresh-1\"");
        });
  }

  private boolean isRenewed(FileTokenStore store) {
    try (SelfClient client = accounts.clientOfOneCall(store)) {
      client.getAccessToken();
      return true;
    } catch (ZohoOAuthException e) {
      return false;
    }
  }
}
