package io.github.zohooauth.localzoho.internal.browser;

import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user at a browser decides on the consent page. Immutable.
 *
 * @param organization null for the first one offered
 * @param decides whether it decides at all
 * @param userCode what it enters for a device, empty for nothing
 */
public record Choices(
    @Nullable String organization,
    CrmEnvironment environment,
    boolean accepts,
    boolean grantsForSession,
    boolean decides,
    String userCode) {

  public static Choices usual() {
    return new Choices(null, CrmEnvironment.PRODUCTION, true, false, true, "");
  }

  public Choices organization(String id) {
    return new Choices(id, environment, accepts, grantsForSession, decides, userCode);
  }

  public Choices environment(CrmEnvironment other) {
    return new Choices(organization, other, accepts, grantsForSession, decides, userCode);
  }

  public Choices refuse() {
    return new Choices(organization, environment, false, grantsForSession, true, userCode);
  }

  public Choices grantForSession() {
    return new Choices(organization, environment, accepts, true, decides, userCode);
  }

  public Choices undecided() {
    return new Choices(organization, environment, accepts, grantsForSession, false, userCode);
  }

  public Choices userCode(String typed) {
    return new Choices(organization, environment, accepts, grantsForSession, decides, typed);
  }

  /** Returns what to choose among the values that a page offers under a name. */
  String among(List<String> offered, String name) {
    String wanted = name.equals("environment") ? environment.name() : organization;
    if (wanted == null) {
      return offered.get(0);
    }
    if (!offered.contains(wanted)) {
      throw new IllegalStateException("the page offers no " + name + " " + wanted);
    }
    return wanted;
  }
}
