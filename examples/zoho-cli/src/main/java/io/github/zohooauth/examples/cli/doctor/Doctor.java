package io.github.zohooauth.examples.cli.doctor;

import io.github.zohooauth.ZohoOAuthException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Goes through the checks, each after those that it needs. */
public final class Doctor {

  private static final List<Check> CHECKS =
      List.of(
          new ClientIdCheck(),
          new StoreCheck(),
          new NetworkCheck(),
          new ClockCheck(),
          new DataCenterCheck(),
          new SecretCheck(),
          new MultiDcCheck(),
          new RedirectUriCheck(),
          new ScopesCheck(),
          new LimitsCheck(),
          new RefreshTokenCheck());

  private Doctor() {}

  /**
   * Returns what each check found, in an order in which the first failure is to be mended first.
   */
  public static List<Finding> examine(SetUp setUp) {
    List<Finding> findings = new ArrayList<>();
    Set<String> failed = new HashSet<>();
    for (Check check : CHECKS) {
      Optional<String> missing =
          check.needs().stream().filter(failed::contains).sorted().findFirst();
      Finding finding =
          missing.isPresent()
              ? new Finding(
                  check.name(),
                  Outcome.SKIP,
                  "Not checked: mend '" + missing.get() + "' first.",
                  "")
              : examine(check, setUp);
      findings.add(finding);
      if (finding.outcome() == Outcome.FAIL || finding.outcome() == Outcome.SKIP) {
        failed.add(check.name());
      }
    }
    return findings;
  }

  /** A message of the library or of this tool says what to do; any other may hold anything. */
  private static Finding examine(Check check, SetUp setUp) {
    try {
      return check.examine(setUp);
    } catch (ZohoOAuthException | IllegalArgumentException | IllegalStateException e) {
      String message = e.getMessage();
      return check.fail(message == null ? e.getClass().getSimpleName() : message, "");
    }
  }
}
