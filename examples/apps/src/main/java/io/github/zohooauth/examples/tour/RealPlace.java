package io.github.zohooauth.examples.tour;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.SelfClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The real Zoho, with a self client of your own. */
final class RealPlace implements Place {

  private static final List<String> NAMES =
      List.of("ZOHO_CLIENT_ID", "ZOHO_CLIENT_SECRET", "ZOHO_CODE", "ZOHO_DC");

  private final Map<String, String> environment;
  private final DataCenter dataCenter;
  private Duration ahead = Duration.ZERO;

  private RealPlace(Map<String, String> environment) {
    this.environment = environment;
    this.dataCenter = dataCenter(get("ZOHO_DC"));
  }

  static boolean isNamedIn(Map<String, String> environment) {
    return NAMES.stream().anyMatch(environment::containsKey);
  }

  static RealPlace from(Map<String, String> environment) {
    return new RealPlace(environment);
  }

  private String get(String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          name + " is missing: set all of " + NAMES + ", or none for the Zoho on this machine");
    }
    return value;
  }

  private static DataCenter dataCenter(String location) {
    return DataCenter.builtIn().stream()
        .filter(known -> known.location().equals(location.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "ZOHO_DC is none of "
                        + DataCenter.builtIn().stream().map(DataCenter::location).toList()));
  }

  @Override
  public SelfClient.Builder client() {
    return SelfClient.builder()
        .clientId(get("ZOHO_CLIENT_ID"))
        .clientSecret(get("ZOHO_CLIENT_SECRET"))
        .dataCenter(dataCenter)
        .clock(() -> Instant.now().plus(ahead));
  }

  @Override
  public String code() {
    return get("ZOHO_CODE");
  }

  /** Only for the library: nobody can wait for an hour. */
  @Override
  public void letAnHourPass() {
    ahead = ahead.plusHours(1);
  }

  @Override
  public boolean isExpiryReal() {
    return false;
  }

  @Override
  public void extras(Tour tour, SelfClient zoho) {
    tour.step("The rest of the tour needs the Zoho that runs on this machine");
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "the real Zoho, data center " + dataCenter.location();
  }
}
