package io.github.zohooauth.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.zohooauth.examples.proofs.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks the system calls of a process with strace, under three umasks.
 *
 * <p>Without strace, the reduced proof is skipped and the full one fails.
 */
@Tag("F8")
class SystemCallsProofTest {

  private static final int SAVES = Proof.size(10, 100);
  private static final String CALLS =
      "trace=open,openat,creat,close,fsync,fdatasync,rename,renameat,renameat2,link,linkat,"
          + "symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,chmod,fchmod,fchmodat,truncate";
  private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\)\\s+= (-?\\d+).*");
  private static final Pattern SAVE =
      Pattern.compile("create sync-file (unlink-bak )?(link-bak )?rename-tok sync-directory ");

  @TempDir private Path temp;

  @Test
  void save_syncsInOrder_andCreatesPrivateFiles() {
    boolean strace = Files.isExecutable(Path.of("/usr/bin/strace"));
    assumeTrue(strace || Proof.isFull(), "no strace");
    Proof.holds("F8", List.of("000", "022", "077"), umask -> check(calls(umask)));
  }

  private static void check(List<String> calls) {
    assertThat(calls)
        .as("calls on the lock file")
        .filteredOn(call -> call.contains("store.lock"))
        .containsExactly("create-store.lock");
    String history = String.join(" ", calls) + " ";
    Matcher save = SAVE.matcher(history);
    int saves = 0;
    while (save.find()) {
      saves++;
    }
    assertThat(saves).as(history).isEqualTo(SAVES);
    assertThat(calls).doesNotContain("loose").contains("make-directory");
    System.out.printf("F8 %d/%d saves in order%n", saves, SAVES);
  }

  /** Returns one word for each system call of the process in its store. */
  private List<String> calls(String umask) throws Exception {
    Path place = Files.createDirectory(temp.resolve(umask));
    List<String> behind =
        List.of(
            "/bin/sh",
            "-c",
            "umask " + umask + "; exec \"$@\"",
            "sh",
            "/usr/bin/strace",
            "-ff",
            "-qq",
            "-e",
            CALLS,
            "-e",
            "signal=none",
            "-o",
            place.resolve("trace").toString());
    Path directory = place.toRealPath().resolve("tokens");
    try (ChildJvm saver = ChildJvm.runBehind(behind, SaverProcess.class, directory, SAVES)) {
      assertThat(saver.exit()).isZero();
    }
    List<String> calls = new ArrayList<>();
    try (Stream<Path> threads = Files.list(place)) {
      for (Path thread : threads.filter(Files::isRegularFile).toList()) {
        words(Files.readAllLines(thread), directory.toString(), calls);
      }
    }
    return calls;
  }

  private static void words(List<String> lines, String directory, List<String> words)
      throws IOException {
    Map<String, String> open = new HashMap<>();
    for (String line : lines) {
      Matcher call = CALL.matcher(line);
      if (!call.matches()) {
        assertThat(line).doesNotContain(directory);
        continue;
      }
      String name = call.group(1);
      String arguments = call.group(2);
      if (name.equals("close")) {
        open.remove(arguments);
      } else if (name.endsWith("sync") && open.containsKey(arguments)) {
        words.add("sync-" + open.get(arguments));
      } else if (arguments.contains(directory)) {
        String word = word(name, arguments, directory);
        if (word.equals("create") || word.equals("look")) {
          open.put(call.group(3), word.equals("create") ? "file" : "directory");
        }
        words.add(word);
      }
    }
    words.removeIf(word -> word.equals("look") || word.equals("read"));
  }

  private static String word(String name, String arguments, String directory) {
    String file = arguments.substring(arguments.lastIndexOf('/') + 1).replaceAll("\".*", "");
    String kind = file.equals("store.lock") ? file : file.replaceAll(".*\\.", "");
    if (name.startsWith("open")) {
      if (arguments.contains("O_CREAT")) {
        boolean lock = file.equals("store.lock");
        boolean isPrivate = arguments.endsWith(", 0600");
        return !isPrivate
            ? "loose"
            : lock ? "create-store.lock" : arguments.contains("O_EXCL") ? "create" : "loose";
      }
      return arguments.contains("\"" + directory + "\"") ? "look" : "read";
    }
    if (name.startsWith("mkdir")) {
      return arguments.endsWith(", 0700") ? "make-directory" : "loose";
    }
    return name.replaceAll("at2?$", "") + "-" + kind;
  }
}
