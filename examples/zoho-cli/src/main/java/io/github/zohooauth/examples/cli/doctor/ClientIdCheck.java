package io.github.zohooauth.examples.cli.doctor;

import io.github.zohooauth.examples.cli.profile.Setting;
import java.util.Optional;
import java.util.Set;

/** Whether the client ID looks like one. */
final class ClientIdCheck implements Check {

  private static final String CONSOLE =
      "Copy the Client ID of the API Console, https://api-console.zoho.com or that of your data"
          + " center: zoho profiles set %s client-id=1000...";

  @Override
  public String name() {
    return "client ID";
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public Finding examine(SetUp setUp) {
    String advice = CONSOLE.formatted(setUp.profile());
    Optional<String> written = setUp.profile().get(Setting.CLIENT_ID);
    if (written.isEmpty()) {
      return fail("The profile has no client ID.", advice);
    }
    String id = written.get();
    if (!id.equals(id.strip()) || id.matches("[\"'].*|.*[\"']")) {
      return fail("The client ID has quotation marks or blanks around it.", advice);
    }
    if (id.matches("[0-9a-f]{40,}")) {
      return fail("What is set as the client ID looks like a client secret.", advice);
    }
    if (!id.matches("10\\d\\d\\.[A-Z0-9]{20,}")) {
      return fail(
          "%s is no client ID: that is 1000, a dot, and some 30 capitals and digits."
              .formatted(id.length() > 60 ? "What is set" : id),
          advice);
    }
    return ok("%s has the form of one.".formatted(id));
  }
}
