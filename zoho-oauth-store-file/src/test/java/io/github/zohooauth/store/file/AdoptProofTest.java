package io.github.zohooauth.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.proofs.Proof;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that start at once with a refresh token in a setting, over one directory. */
@Tag("U1")
class AdoptProofTest {

  private static final int PROCESSES = 3;

  @TempDir private Path temp;

  /** The refresh tokens in the settings of the processes. */
  private record Start(int round, List<String> settings) {

    int distinct() {
      return new HashSet<>(settings).size();
    }
  }

  @Test
  void processesAtOnce_adoptACommonSettingOnce_andEachOfDifferentOnes() {
    List<Start> starts = new ArrayList<>();
    for (int round = 0; round < Proof.size(2, 50); round++) {
      starts.add(new Start(2 * round, List.of("1000.a", "1000.a", "1000.a")));
      starts.add(new Start(2 * round + 1, List.of("1000.a", "1000.b", "1000.c")));
    }
    Proof.holds("U1", starts, this::hold);
  }

  private void hold(Start start) throws Exception {
    Path directory = temp.resolve("tokens-" + start.round());
    try (AccountsServer server = new AccountsServer()) {
      for (String setting : start.settings()) {
        String json = "{\"access_token\":\"%s.token\",\"expires_in\":3600}".formatted(setting);
        server.answer(setting, new AccountsServer.Answer(200, json.getBytes(UTF_8)));
      }
      int adopted = run(start, directory, server);
      assertThat(adopted).isEqualTo(start.distinct());
      assertThat(server.calls()).isBetween(1, start.distinct());
      FileTokenStore store = FileTokenStore.at(directory);
      String last =
          Objects.requireNonNull(store.load(TokenFixture.KEY).orElseThrow().refreshToken());
      assertThat(start.settings()).contains(last);
      try (SelfClient client = server.client(store)) {
        assertThat(client.getAccessToken().value()).isEqualTo(last + ".token");
      }
    }
  }

  /** Runs the processes, and returns how many of them have adopted their setting. */
  private static int run(Start start, Path directory, AccountsServer server) throws Exception {
    List<ChildJvm> processes = new ArrayList<>();
    try {
      for (int i = 0; i < PROCESSES; i++) {
        String setting = start.settings().get(i);
        processes.add(
            ChildJvm.run(AdopterProcess.class, directory, server.uri(), setting, "end-" + i));
      }
      for (ChildJvm process : processes) {
        assertThat(process.line()).isEqualTo("ready");
      }
      processes.forEach(process -> process.tell("go"));
      Set<String> tokens = new HashSet<>();
      start.settings().forEach(setting -> tokens.add(setting + ".token"));
      int adopted = 0;
      for (ChildJvm process : processes) {
        assertThat(tokens).contains(process.line());
        adopted += "true".equals(process.line()) ? 1 : 0;
        assertThat(process.exit()).isZero();
      }
      return adopted;
    } finally {
      processes.forEach(ChildJvm::close);
    }
  }
}
