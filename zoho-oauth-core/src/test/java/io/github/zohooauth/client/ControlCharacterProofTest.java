package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CannedZoho;
import io.github.zohooauth.testkit.ForbiddenServer;
import io.github.zohooauth.testkit.HostileRedirect;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SeenLogs;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No character ends a header, a form field or a line of the log before its time. */
@Tag("A6")
class ControlCharacterProofTest {

  /** All that is or was once taken for the end of something, and some that look like others. */
  private static final List<Character> CHARACTERS =
      IntStream.concat(
              IntStream.range(0, 0x21),
              IntStream.of(0x7f, 0x80, 0x85, 0x9f, 0xa0, 0xad, 0xfc, 0x430, 0x200b, 0x200e, 0x202e))
          .mapToObj(c -> (char) c)
          .toList();

  private static final List<Character> MORE =
      IntStream.of(0x2028, 0x2029, 0x3002, 0xfeff, 0xff0e, 0xffff, 0xd800)
          .mapToObj(c -> (char) c)
          .toList();

  private static ForbiddenServer trap;
  private static CannedZoho zoho;
  private static SeenLogs logs;

  @BeforeAll
  static void start() throws IOException {
    trap = new ForbiddenServer();
    zoho = new CannedZoho();
    logs = new SeenLogs();
  }

  @AfterAll
  static void stop() throws IOException {
    trap.close();
    zoho.close();
    logs.close();
  }

  /** An entrance for text from the application. */
  private enum Option {
    CLIENT_ID,
    CLIENT_SECRET,
    SECRET_OF_A_DATA_CENTER,
    SOID,
    SCOPE,
    REQUESTED_SCOPE,
    CODE,
    REDIRECT_URI,
    ACCESS_TOKEN,
    REFRESH_TOKEN,
    STATE,
    ENCODED_STATE;

    void take(String text) {
      switch (this) {
        case CLIENT_ID -> self().clientId(text);
        case CLIENT_SECRET -> self().clientSecret(text);
        case SECRET_OF_A_DATA_CENTER -> self().clientSecret(DataCenter.EU, text);
        case SOID ->
            unused(self().owner(TokenOwner.organization(text)).clientCredentials("A.b").build());
        case SCOPE -> self().clientCredentials("A.b", text);
        case REQUESTED_SCOPE -> unused(app().authorizationRequest(text));
        case CODE -> unused(self().build().exchange(text));
        case REDIRECT_URI -> MobileClient.builder().redirectUri(text);
        case ACCESS_TOKEN ->
            unused(
                new AccessToken(
                    text, Scene.NOW, Set.of(), DataCenter.EU, URI.create(TokenAnswer.BASE)));
        case REFRESH_TOKEN -> unused(StoredToken.refreshing(DataCenter.EU, text));
        case STATE -> answer(text);
        case ENCODED_STATE -> answer(HostileRedirect.encoded(text));
      }
    }

    /** Blanks and commas between scopes are what separates them. */
    boolean separates(char c) {
      return (this == SCOPE || this == REQUESTED_SCOPE) && "\t\n\u000b\f\r ".indexOf(c) >= 0;
    }
  }

  private static void unused(Object made) {
    throw new AssertionError("accepted as " + made);
  }

  private static SelfClient.Builder self() {
    return SelfClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(PlantedSecret.CLIENT_SECRET.value)
        .dataCenter(DataCenter.of("eu", URI.create(trap.base()), URI.create(TokenAnswer.BASE)));
  }

  private static MobileClient app() {
    return MobileClient.builder()
        .clientId(Scene.CLIENT_ID)
        .dataCenter(DataCenter.of("eu", URI.create(trap.base()), URI.create(TokenAnswer.BASE)))
        .redirectUri("myapp://callback")
        .build();
  }

  private static void answer(String state) {
    MobileClient app = app();
    AuthorizationRequest request = app.authorizationRequest("A.b");
    unused(app.exchange(request, "code=1000.a&state=" + request.state() + state));
  }

  private record Input(Option option, char character, int position) {

    String text() {
      String valid =
          switch (option) {
            case SOID -> TokenCall.SOID;
            case REDIRECT_URI -> "myapp://callback";
            default -> "A.bcdef";
          };
      int at = position == 0 ? 0 : position == 1 ? valid.length() / 2 : valid.length();
      return valid.substring(0, at) + character + valid.substring(at);
    }

    @Override
    public String toString() {
      return "%s with U+%04X at %d".formatted(option, (int) character, position);
    }
  }

  private static List<Input> inputs() {
    List<Character> all = new ArrayList<>(CHARACTERS);
    all.addAll(MORE);
    List<Input> inputs = new ArrayList<>();
    for (Option option : Option.values()) {
      for (char c : all) {
        for (int position = 0; position < 3 && !option.separates(c); position++) {
          inputs.add(new Input(option, c, position));
        }
      }
    }
    return inputs;
  }

  @Test
  void everyOption_refusesWhatIsNotOfItsAlphabet() {
    long seed = Proof.seed("A6", 20260403);
    Proof.holds(
        "A6",
        Proof.some(inputs(), 500, seed),
        input -> {
          Throwable refusal = catchThrowable(() -> input.option().take(input.text()));
          assertThat(refusal)
              .isInstanceOfAny(
                  IllegalArgumentException.class, AuthorizationRequiredException.class);
          assertThat(refusal).message().matches("[\\x20-\\x7e]+");
          assertThat(trap.caught()).isFalse();
          assertThat(logs.drain()).isEmpty();
        });
  }

  /** What Zoho, or somebody in its place, may put into an answer. */
  private record Received(String member, char character) {

    String json() {
      String spoilt = "\"1000.\\u%04xX-Evil: 1\"".formatted((int) character);
      return switch (member) {
        case "error" -> "{\"error\":%s}".formatted(spoilt);
        case "error_description" ->
            "{\"error\":\"invalid_code\",\"error_description\":%s}".formatted(spoilt);
        default -> TokenAnswer.to(TokenCall.REFRESH).with(member, spoilt).json();
      };
    }
  }

  @Test
  void everyAnswer_makesAtMostOneLineOfTheLog_andNoHeaderOfItsOwn() {
    List<Received> answers = new ArrayList<>();
    for (String member :
        List.of(
            "access_token", "refresh_token", "scope", "api_domain", "error", "error_description")) {
      CHARACTERS.forEach(c -> answers.add(new Received(member, c)));
      MORE.forEach(c -> answers.add(new Received(member, c)));
    }
    Proof.holds(
        "A6",
        Proof.some(answers, 100, 20260404),
        answer -> {
          zoho.answers(CannedAnswer.json(200, answer.json()));
          try (Scene scene = new Scene(TokenCall.REFRESH, zoho.dataCenter(), zoho.http)) {
            Scene.End end = scene.play();
            Optional.ofNullable(end.token())
                .ifPresent(
                    token -> {
                      assertThat(token.authorizationHeader()).matches("[\\x20-\\x7e]*");
                      assertThat(token.scopes()).allMatch(scope -> scope.matches("[!-~]+"));
                      assertThat(token.apiDomain().toString()).matches("[\\x21-\\x7e]*");
                    });
            Optional.ofNullable(end.failure())
                .ifPresent(failure -> assertThat(failure.getMessage()).matches("[\\x20-\\x7e]*"));
          }
          for (String line : logs.drain()) { // one line of the formatter's own, one of the text
            assertThat(line.lines()).hasSize(2);
            assertThat(line).doesNotContain("X-Evil");
          }
        });
  }

  @Test
  void namesOfOwners_areFree_andTheirKeyIsOneLineOfAscii() {
    for (char c : CHARACTERS) {
      TokenKey key = new TokenKey(Scene.CLIENT_ID, TokenOwner.user("a" + c + "b"));
      assertThat(key.text()).matches("[\\x21-\\x7e]*");
      assertThat(TokenKey.parse(key.text())).isEqualTo(key);
    }
  }
}
