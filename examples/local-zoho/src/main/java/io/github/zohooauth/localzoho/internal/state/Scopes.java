package io.github.zohooauth.localzoho.internal.state;

import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.Switch;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Scopes as section 12 describes them: {@code Service.scope.OPERATION}, nested or plain. */
public final class Scopes {
  private static final Set<String> PLAIN = Set.of("email", "profile", "openid", "phone");

  private static final Pattern FORM =
      Pattern.compile(
          "\\w+(\\.\\w+)+\\.(ALL|READ|CREATE|UPDATE|DELETE|WRITE)", Pattern.CASE_INSENSITIVE);

  private Scopes() {}

  public static List<String> parse(String text, String separators) {
    return Arrays.stream(text.split("[" + separators + "]", -1))
        .map(String::strip)
        .filter(scope -> !scope.isEmpty())
        .distinct()
        .toList();
  }

  /** Returns the characters that separate scopes in a request. */
  public static String separators(Reading reading) {
    return reading.is(Switch.SpacesBetweenScopes.ACCEPTED) ? ",\\s" : ",";
  }

  public static boolean allKnown(List<String> scopes) {
    return scopes.stream().allMatch(Scopes::known);
  }

  public static boolean needOrganization(List<String> scopes) {
    return scopes.stream().anyMatch(scope -> Services.needsOrganization(service(scope)));
  }

  /** Returns whether the consent page asks for an organization and an environment (7). */
  public static boolean needEnvironment(List<String> scopes) {
    return scopes.stream().anyMatch(scope -> service(scope).equals("ZohoCRM"));
  }

  /** Returns whether all scopes are of one product, those for the account excepted (2.9). */
  public static boolean ofOneProduct(List<String> scopes) {
    return scopes.stream().map(Scopes::service).filter(Services::isProduct).distinct().count() <= 1;
  }

  /** Returns whether {@code granted} allow {@code operation} on {@code area}, itself nested. */
  static boolean allow(List<String> granted, String area, String operation) {
    return granted.stream().anyMatch(scope -> allows(scope, area, operation));
  }

  private static boolean allows(String scope, String area, String operation) {
    String have = scope.toLowerCase(Locale.ROOT);
    String want = area.toLowerCase(Locale.ROOT);
    int dot = have.lastIndexOf('.');
    if (dot < 0) {
      return false;
    }
    String haveArea = have.substring(0, dot);
    boolean areaFits =
        want.equals(haveArea)
            || want.startsWith(haveArea + ".")
            || haveArea.equals(service(want) + ".fullaccess");
    return areaFits && operationFits(have.substring(dot + 1), operation.toLowerCase(Locale.ROOT));
  }

  private static boolean operationFits(String have, String want) {
    return have.equals("all")
        || have.equals(want)
        || (have.equals("write") && (want.equals("create") || want.equals("update")));
  }

  private static boolean known(String scope) {
    return PLAIN.contains(scope)
        || (FORM.matcher(scope).matches() && Services.exists(service(scope)));
  }

  private static String service(String scope) {
    int dot = scope.indexOf('.');
    return dot < 0 ? scope : scope.substring(0, dot);
  }
}
