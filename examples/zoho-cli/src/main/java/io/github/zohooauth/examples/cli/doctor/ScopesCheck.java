package io.github.zohooauth.examples.cli.doctor;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.client.DeviceAuthorization;
import io.github.zohooauth.client.DeviceClient;
import io.github.zohooauth.client.TokenStatus;
import io.github.zohooauth.examples.cli.profile.Profile;
import io.github.zohooauth.examples.cli.profile.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Whether Zoho knows the scopes, and whether the stored token has them. */
final class ScopesCheck implements Check {

  @Override
  public String name() {
    return "scopes";
  }

  @Override
  public Set<String> needs() {
    return Set.of("token store", "client secret", "redirect URI");
  }

  @Override
  public Finding examine(SetUp setUp) {
    Profile profile = setUp.profile();
    List<String> wanted = profile.list(Setting.SCOPES);
    List<String> unknown =
        switch (profile.login()) {
          case BROWSER -> unknown(wanted, scopes -> isRefusedByPage(setUp, scopes));
          case DEVICE -> unknown(wanted, scopes -> isRefusedToDevice(setUp, scopes));
          case CODE -> List.of(); // the API Console has refused them already
        };
    if (!unknown.isEmpty()) {
      return fail(
          "Zoho refuses %s, and so the whole login.".formatted(String.join(", ", unknown)),
          "Compare it letter by letter, capitals too, with the page of the product's API. It may"
              + " also be outside the edition of the user's account.");
    }
    Set<String> granted = setUp.status().map(TokenStatus::scopes).orElse(Set.of());
    List<String> missing =
        wanted.stream()
            .filter(scope -> granted.stream().noneMatch(has -> covers(has, scope)))
            .toList();
    if (!granted.isEmpty() && !missing.isEmpty()) {
      return fail(
          "The stored token has %s, and lacks %s."
              .formatted(String.join(", ", granted), String.join(", ", missing)),
          "A refresh token never gets more scopes. Log in again: zoho login");
    }
    return wanted.isEmpty()
        ? warn(
            "The profile names none" + (granted.isEmpty() ? "." : "; the token has some."),
            "So that they can be compared: zoho profiles set %s scopes=ZohoCRM.org.READ"
                .formatted(profile))
        : ok(
            "%s: %s."
                .formatted(String.join(", ", wanted), granted.isEmpty() ? "accepted" : "granted"));
  }

  /** Returns the scopes that are refused, if all together are. */
  private static List<String> unknown(List<String> scopes, Predicate<List<String>> isRefused) {
    return scopes.isEmpty() || !isRefused.test(scopes)
        ? List.of()
        : scopes.stream().limit(20).filter(scope -> isRefused.test(List.of(scope))).toList();
  }

  private static boolean isRefusedByPage(SetUp setUp, List<String> scopes) {
    return RedirectUriCheck.page(setUp, scopes).says("invalid oauth scope");
  }

  private static boolean isRefusedToDevice(SetUp setUp, List<String> scopes) {
    try (DeviceClient client = setUp.clients().device()) {
      DeviceAuthorization unused = client.deviceAuthorization(scopes.toArray(String[]::new));
      return false;
    } catch (ConfigurationException e) {
      if (e.errorCode().filter(code -> code.startsWith("invalid_scope")).isPresent()) {
        return true;
      }
      throw new IllegalArgumentException(
          "Zoho does not take this client for devices. Its type in the API Console must be"
              + " Non-browser; or set login to browser or code.",
          e);
    }
  }

  /** ALL covers each operation, and an area covers what is below it. */
  static boolean covers(String granted, String wanted) {
    String has = granted.toLowerCase(Locale.ROOT);
    String wants = wanted.toLowerCase(Locale.ROOT);
    int dot = has.lastIndexOf('.');
    if (has.equals(wants) || dot < 0) {
      return has.equals(wants);
    }
    String operation = has.substring(dot + 1);
    return wants.startsWith(has.substring(0, dot + 1))
        && (operation.equals("all") || wants.endsWith("." + operation));
  }
}
