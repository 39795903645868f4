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
 * The data center and environment where the token of an SDK's row works.
 *
 * @param dataCenter null if the row does not name a known one
 * @param environment null if the row does not name it
 * @param apiDomain null if the row does not name it; the host of the access token is then unknown
 */
record SdkPlace(
    @Nullable DataCenter dataCenter, @Nullable Environment environment, @Nullable URI apiDomain) {

  /** The form of the id before there was {@code api_domain}: {@code java_ada_eu_sdb_1f2e}. */
  private static final Pattern ID =
      Pattern.compile("[a-z]+_.*_([a-z]{2})_(prd|sdb|dev)_.{4}", Pattern.DOTALL);

  private static final Map<String, Environment> ENVIRONMENTS =
      Map.of(
          "prd", Environment.PRODUCTION, "sdb", Environment.SANDBOX, "dev", Environment.DEVELOPER);

  /**
   * Reads the place from the row's API domain, or else from its id.
   *
   * @param known the possible data centers
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

  /**
   * Returns whether it is exactly an API domain of the data center, or https and one of its hosts.
   */
  private static boolean isApiDomain(URI uri, DataCenter dataCenter) {
    return Stream.of(Environment.values())
            .anyMatch(each -> dataCenter.apiDomain(each).equals(Optional.of(uri)))
        || (Origin.isBareHttps(uri) && dataCenter.serves(uri));
  }

  private static @Nullable DataCenter located(String location, List<DataCenter> known) {
    return known.stream().filter(each -> each.location().equals(location)).findFirst().orElse(null);
  }

  /**
   * Returns all data centers. The application's one replaces the built-in one with its location.
   */
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
