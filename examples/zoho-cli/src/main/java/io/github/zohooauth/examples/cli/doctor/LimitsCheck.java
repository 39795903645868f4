package io.github.zohooauth.examples.cli.doctor;

import io.github.zohooauth.client.TokenStatus;
import java.util.Optional;
import java.util.Set;

/** Whether a token may be asked for now: Zoho's limit, and the library's own below it. */
final class LimitsCheck implements Check {

  private static final int OF_THE_LIBRARY = 8;
  private static final String ADVICE =
      "Wait: a call before that prolongs it. If it comes again, a program asks for too many tokens;"
          + " let all take theirs from one store, as zoho token does.";

  @Override
  public String name() {
    return "limits";
  }

  @Override
  public Set<String> needs() {
    return Set.of("token store", "client secret", "redirect URI");
  }

  @Override
  public Finding examine(SetUp setUp) {
    Optional<TokenStatus> status = setUp.status();
    if (status.isEmpty()) {
      return ok("No token call yet.");
    }
    TokenStatus now = status.get();
    String calls =
        "%d of %d token calls in the last ten minutes".formatted(now.recentCalls(), OF_THE_LIBRARY);
    if (now.waitUntil() != null) {
      return fail(
          "No token before %s: %s (%s)".formatted(now.waitUntil(), now.waitReason(), calls),
          ADVICE);
    }
    return now.recentCalls() >= OF_THE_LIBRARY - 2
        ? warn(calls + "; Zoho allows ten.", ADVICE)
        : ok("%s; Zoho allows ten.".formatted(calls));
  }
}
