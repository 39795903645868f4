package io.github.zohooauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a row of an official SDK says its token works, as far as a known data center does.
 *
 * @param environment null if the row does not tell
 * @param apiDomain null if the data center has none in the environment
 */
record SdkPlace(DataCenter dataCenter, @Nullable Environment environment, @Nullable URI apiDomain) {

  /** The id that the versions before {@code api_domain} made: {@code java_ada_eu_sdb_1f2e}. */
  private static final Pattern ID =
      Pattern.compile("[a-z]+_.*_([a-z]{2})_(prd|sdb|dev)_.{4}", Pattern.DOTALL);

  private static final Map<String, Environment> ENVIRONMENTS =
      Map.of(
          "prd", Environment.PRODUCTION, "sdb", Environment.SANDBOX, "dev", Environment.DEVELOPER);

  /**
   * Returns what the row tells by its API domain, else by its id.
   *
   * @param usual where the token is from if neither is that of a known data center
   */
  static SdkPlace of(SdkRow row, DataCenter usual) {
    URI apiDomain = uri(row.column("api_domain"));
    if (apiDomain != null) {
      for (DataCenter each : known(usual).toList()) {
        if (each.serves(apiDomain)) {
          return new SdkPlace(each, each.environmentOf(apiDomain).orElse(null), apiDomain);
        }
      }
    }
    String id = row.column("id");
    Matcher parts = ID.matcher(id == null ? "" : id);
    return parts.matches()
        ? at(located(parts.group(1), usual), ENVIRONMENTS.get(parts.group(2)))
        : at(usual, null);
  }

  private static SdkPlace at(DataCenter dataCenter, @Nullable Environment environment) {
    Environment served = environment == null ? Environment.PRODUCTION : environment;
    return new SdkPlace(dataCenter, environment, dataCenter.apiDomain(served).orElse(null));
  }

  private static DataCenter located(String location, DataCenter usual) {
    return known(usual).filter(each -> each.location().equals(location)).findFirst().orElse(usual);
  }

  /** The application's own takes the place of a built-in one with its location. */
  private static Stream<DataCenter> known(DataCenter usual) {
    Stream<DataCenter> others =
        DataCenter.builtIn().stream().filter(each -> !each.location().equals(usual.location()));
    return Stream.concat(Stream.of(usual), others);
  }

  private static @Nullable URI uri(@Nullable String text) {
    try {
      return text == null ? null : new URI(DataCenter.withoutSlash(text));
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
