package io.github.zohooauth.store;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.internal.text.Origin;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a row of an official SDK says its token works.
 *
 * @param dataCenter null if the row does not tell, or none that is known
 * @param environment null if the row does not tell
 * @param apiDomain null if the row does not tell, so that the host of its access token is unknown
 */
record SdkPlace(
    @Nullable DataCenter dataCenter, @Nullable Environment environment, @Nullable URI apiDomain) {

  /** The id that the versions before {@code api_domain} made: {@code java_ada_eu_sdb_1f2e}. */
  private static final Pattern ID =
      Pattern.compile("[a-z]+_.*_([a-z]{2})_(prd|sdb|dev)_.{4}", Pattern.DOTALL);

  private static final Map<String, Environment> ENVIRONMENTS =
      Map.of(
          "prd", Environment.PRODUCTION, "sdb", Environment.SANDBOX, "dev", Environment.DEVELOPER);

  /**
   * Returns what the row tells by its API domain, else by its id.
   *
   * @param known the data centers that it can be of
   */
  static SdkPlace of(SdkRow row, List<DataCenter> known) {
    URI apiDomain = uri(row.column("api_domain"));
    if (apiDomain != null) {
      for (DataCenter each : known) {
        if (isApiDomain(apiDomain, each)) {
          return new SdkPlace(each, each.environmentOf(apiDomain).orElse(null), apiDomain);
        }
      }
    }
    String id = row.column("id");
    Matcher parts = ID.matcher(id == null ? "" : id);
    return parts.matches()
        ? new SdkPlace(located(parts.group(1), known), ENVIRONMENTS.get(parts.group(2)), null)
        : new SdkPlace(null, null, null);
  }

  /** The strict form: one of its own to the letter, or no more than https and a host of it. */
  private static boolean isApiDomain(URI uri, DataCenter dataCenter) {
    return Stream.of(Environment.values())
            .anyMatch(each -> dataCenter.apiDomain(each).equals(Optional.of(uri)))
        || (Origin.isBareHttps(uri) && dataCenter.serves(uri));
  }

  private static @Nullable DataCenter located(String location, List<DataCenter> known) {
    return known.stream().filter(each -> each.location().equals(location)).findFirst().orElse(null);
  }

  /** The application's own takes the place of a built-in one with its location. */
  static List<DataCenter> known(DataCenter own) {
    Stream<DataCenter> others =
        DataCenter.builtIn().stream().filter(each -> !each.location().equals(own.location()));
    return Stream.concat(Stream.of(own), others).toList();
  }

  private static @Nullable URI uri(@Nullable String text) {
    try {
      return text == null ? null : new URI(Origin.withoutSlash(text));
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
