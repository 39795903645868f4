package io.github.zohooauth.examples.tour;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.setting.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The real Zoho, with a self client of your own. */
final class RealPlace implements Place {

  private final Settings settings;
  private final DataCenter dataCenter;
  private Duration ahead = Duration.ZERO;

  private RealPlace(Settings settings) {
    this.settings = settings;
    this.dataCenter = settings.dataCenter();
  }

  static boolean isNamedIn(Map<String, String> environment) {
    return settings(environment).areThere();
  }

  static RealPlace from(Map<String, String> environment) {
    return new RealPlace(settings(environment));
  }

  private static Settings settings(Map<String, String> environment) {
    return Settings.in(environment, "ZOHO_CLIENT_ID", "ZOHO_CLIENT_SECRET", "ZOHO_CODE", "ZOHO_DC");
  }

  @Override
  public SelfClient.Builder client() {
    return SelfClient.builder()
        .clientId(settings.get("ZOHO_CLIENT_ID"))
        .clientSecret(settings.get("ZOHO_CLIENT_SECRET"))
        .dataCenter(dataCenter)
        .clock(() -> Instant.now().plus(ahead));
  }

  @Override
  public String code() {
    return settings.get("ZOHO_CODE");
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
