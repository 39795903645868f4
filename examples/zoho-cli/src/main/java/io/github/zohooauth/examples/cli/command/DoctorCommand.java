package io.github.zohooauth.examples.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.examples.cli.ExitCode;
import io.github.zohooauth.examples.cli.doctor.Doctor;
import io.github.zohooauth.examples.cli.doctor.Finding;
import io.github.zohooauth.examples.cli.doctor.Outcome;
import io.github.zohooauth.examples.cli.doctor.SetUp;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The command {@code zoho doctor}: explains a set-up that does not work. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Checks the profile, and says for each check what it found and what to do.",
      "It asks all data centers whether they know the client ID. The secret goes to the",
      "accounts servers that know it alone. A token is renewed if it is due. Nothing else",
      "is changed."
    },
    footer = {
      "%n@|bold Examples|@",
      "  zoho doctor",
      "  zoho -p work doctor --json | jq '.[] | select(.outcome == \"FAIL\")'",
      "  zoho local --broken=WRONG_DATA_CENTER doctor   on a Zoho on this machine",
      ExitCode.LIST
    })
final class DoctorCommand implements Callable<Integer> {

  private final ZohoCommand zoho;

  DoctorCommand(ZohoCommand zoho) {
    this.zoho = zoho;
  }

  @Override
  public Integer call() {
    List<Finding> findings;
    try (SetUp setUp =
        new SetUp(
            zoho.profiles().load(zoho.profileName()),
            zoho.profiles(),
            zoho.around(),
            zoho.owner())) {
      findings = Doctor.examine(setUp);
    }
    long failed = findings.stream().filter(one -> one.outcome() == Outcome.FAIL).count();
    if (zoho.isJson()) {
      zoho.print(json(findings));
    } else {
      findings.forEach(this::print);
      zoho.around().out().println();
      zoho.around()
          .out()
          .println(
              failed == 0
                  ? "Profile %s is well.".formatted(zoho.profileName())
                  : "%d of %d checks failed. Mend the first one, then run zoho doctor again."
                      .formatted(failed, findings.size()));
    }
    return failed == 0 ? ExitCode.OK : ExitCode.REFUSED;
  }

  private void print(Finding finding) {
    String style =
        switch (finding.outcome()) {
          case OK -> "green";
          case WARN -> "yellow";
          case FAIL -> "bold,red";
          case SKIP -> "faint";
        };
    String word = Ansi.AUTO.string("@|%s %-4s|@".formatted(style, finding.outcome()));
    Wrapped text = new Wrapped(72);
    zoho.around()
        .out()
        .printf("%s  %-14s %s%n", word, finding.check(), text.first(finding.found()));
    text.rest(finding.found()).forEach(this::indented);
    if (!finding.advice().isEmpty()) {
      text.all("-> " + finding.advice()).forEach(this::indented);
    }
  }

  private void indented(String line) {
    zoho.around().out().println(" ".repeat(21) + line);
  }

  private static ArrayNode json(List<Finding> findings) {
    ArrayNode answer = JsonNodeFactory.instance.arrayNode();
    for (Finding one : findings) {
      ObjectNode unused =
          answer
              .addObject()
              .put("check", one.check())
              .put("outcome", one.outcome().name())
              .put("found", one.found())
              .put("advice", one.advice());
    }
    return answer;
  }
}
