package io.github.zohooauth.examples.cli.doctor;

import io.github.zohooauth.client.TokenStatus;
import io.github.zohooauth.examples.cli.profile.Profile;
import io.github.zohooauth.examples.cli.profile.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether users of other data centers can log in: Multi DC of the client. */
final class MultiDcCheck implements Check {

  @Override
  public String name() {
    return "Multi DC";
  }

  @Override
  public Set<String> needs() {
    return Set.of("token store", "client secret");
  }

  @Override
  public Finding examine(SetUp setUp) {
    Profile profile = setUp.profile();
    String home = profile.dataCenter().location();
    Set<String> users = new TreeSet<>(profile.list(Setting.USERS_IN));
    setUp.status().map(TokenStatus::location).ifPresent(users::add);
    users.remove(home);
    List<String> known = new ArrayList<>(setUp.knownIn());
    for (String place : users) {
      if (!known.contains(place)) {
        return fail(
            "Users live in '%s', where the client is not enabled: a login ends with invalid_client."
                .formatted(place),
            "In the API Console of '%s', open the client, Settings, Multi DC, and enable '%s'."
                .formatted(home, place));
      }
      Optional<String> secret = profile.secret(place);
      if (secret.isPresent() && isWrong(setUp, place, secret.get())) {
        return fail(
            "The data center '%s' does not accept the client secret: it has one of its own."
                .formatted(place),
            "Copy it from Multi DC in the API Console of '%s': zoho profiles secret %s %s"
                .formatted(home, profile, place));
      }
    }
    known.remove(home);
    return known.isEmpty()
        ? ok("Off: only users of '%s' can log in. To check others, set users-in.".formatted(home))
        : ok("On for %s.".formatted(String.join(", ", known)));
  }

  private static boolean isWrong(SetUp setUp, String place, String secret) {
    return setUp
        .probe()
        .secret(setUp.profile().dataCenter(place), setUp.clientId(), secret)
        .error()
        .equals("invalid_client_secret");
  }
}
