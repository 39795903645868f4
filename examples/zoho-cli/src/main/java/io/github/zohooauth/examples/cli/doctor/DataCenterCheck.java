package io.github.zohooauth.examples.cli.doctor;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.examples.cli.profile.Profile;
import io.github.zohooauth.examples.cli.profile.Setting;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the profile's data center knows the client, and which one does. */
final class DataCenterCheck implements Check {

  @Override
  public String name() {
    return "data center";
  }

  @Override
  public Set<String> needs() {
    return Set.of("client ID", "network");
  }

  @Override
  public Finding examine(SetUp setUp) {
    Profile profile = setUp.profile();
    List<String> all = profile.dataCenters().stream().map(DataCenter::location).toList();
    List<String> known = setUp.knownIn();
    Optional<String> set = profile.get(Setting.DATA_CENTER);
    if (set.isEmpty() || !all.contains(set.get())) {
      return fail(
          set.map(code -> "'%s' is no data center.".formatted(code))
              .orElse("The profile has no data center."),
          known.isEmpty()
              ? "Choose one of %s: zoho profiles set %s data-center=eu".formatted(all, profile)
              : choose(profile, known));
    }
    if (known.contains(set.get())) {
      return ok("'%s' knows the client.".formatted(set.get()));
    }
    Reply own = setUp.answers().get(set.get());
    if (own == null || !own.isJson()) {
      return fail(
          "'%s' did not answer whether it knows the client.".formatted(set.get()),
          "Try again later.");
    }
    return known.isEmpty()
        ? fail(
            "No data center knows the client ID %s.".formatted(setUp.clientId()),
            "It was deleted in the API Console, or a character is wrong. Compare it there.")
        : fail(
            "'%s' does not know the client, but '%s' does."
                .formatted(set.get(), String.join(", ", known)),
            choose(profile, known));
  }

  private static String choose(Profile profile, List<String> known) {
    return "It is where your API Console is. Say: zoho profiles set %s data-center=%s"
        .formatted(profile, known.get(0));
  }
}
