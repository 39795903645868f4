package io.github.zohooauth.client;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.testkit.BadInput;
import io.github.zohooauth.testkit.PlantedSecret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What no device client accepts. */
public final class BadDeviceInput {

  private BadDeviceInput() {}

  public static List<BadInput> all() {
    List<BadInput> bad = new ArrayList<>();
    for (String scope : List.of("", " , ", "a\u0000b", "a;b", "\u00fc", "a&b=c")) {
      add(bad, "scopes", scope, b -> b.build().deviceAuthorization(scope));
    }
    add(bad, "scopes", "none", b -> b.build().deviceAuthorization());
    add(bad, "authorization", "missing", b -> b.build().exchange(nothing()));
    add(bad, "authorization", "missing", b -> b.build().exchangeAsync(nothing()));
    OwnerResolver resolver = signIn -> TokenOwner.unnamed();
    add(bad, "authorization", "missing", b -> b.build().exchange(nothing(), resolver));
    add(bad, "authorization", "missing", b -> b.build().exchangeAsync(nothing(), resolver));
    List<@Nullable Duration> durations =
        Arrays.asList(Duration.ZERO, Duration.ofNanos(-1), Duration.ofHours(25), null);
    for (@Nullable Duration wrong : durations) {
      Duration passed = wrong == null ? nothing() : wrong;
      add(bad, "pollInterval", "" + wrong, b -> b.pollInterval(passed));
    }
    return bad;
  }

  /** The client of the same console entry, where nothing may be asked. */
  private static void add(
      List<BadInput> bad, String option, String what, Consumer<DeviceClient.Builder> call) {
    bad.add(
        new BadInput(
            option,
            what,
            b -> {
              ClientParts config = ClientParts.of(b);
              call.accept(
                  DeviceClient.builder()
                      .clientId(config.clientId())
                      .clientSecret(PlantedSecret.CLIENT_SECRET.value)
                      .dataCenter(config.home()));
            }));
  }

  @SuppressWarnings({
    "NullAway",
    "TypeParameterUnusedInFormals"
  }) // what a caller without nullness checks may pass
  private static <T> T nothing() {
    return null;
  }
}
