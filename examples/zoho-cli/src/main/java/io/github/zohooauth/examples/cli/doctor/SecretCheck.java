package io.github.zohooauth.examples.cli.doctor;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.examples.cli.profile.LoginKind;
import io.github.zohooauth.examples.cli.profile.Profile;
import java.util.Optional;
import java.util.Set;

/** Whether the client secret is there, kept from others, and the one that Zoho has. */
final class SecretCheck implements Check {

  @Override
  public String name() {
    return "client secret";
  }

  @Override
  public Set<String> needs() {
    return Set.of("data center");
  }

  @Override
  public Finding examine(SetUp setUp) {
    Profile profile = setUp.profile();
    String advice =
        "Copy it from the API Console: zoho profiles secret %s (it is asked for)"
            .formatted(profile);
    if (!setUp.profiles().openTo(profile.name()).isEmpty()) {
      return fail(
          "Other users of this machine can read it in %s."
              .formatted(setUp.profiles().file(profile.name())),
          "chmod 600 that file. Then regenerate the secret in the API Console, because it may be"
              + " known: zoho profiles secret %s".formatted(profile));
    }
    DataCenter home = profile.dataCenter();
    Optional<String> secret = profile.secret(home.location());
    if (secret.isEmpty()) {
      return profile.login() == LoginKind.BROWSER
          ? warn("There is none. Zoho documents it as needed, also for mobile clients.", advice)
          : fail("There is none.", advice);
    }
    if (!secret.get().matches("[\\x21-\\x7e]+") || secret.get().matches("[\"'].*|.*[\"']")) {
      return fail("It has quotation marks or blanks around it, or inside.", advice);
    }
    String error = setUp.probe().secret(home, setUp.clientId(), secret.get()).error();
    return switch (error) {
      case "invalid_client_secret" ->
          fail("'%s' does not accept it: Zoho has another one.".formatted(home.location()), advice);
      case "invalid_code" -> ok("'%s' accepts it.".formatted(home.location()));
      default ->
          warn(
              "%s did not say whether it is right.".formatted(home.location()), "Try again later.");
    };
  }
}
