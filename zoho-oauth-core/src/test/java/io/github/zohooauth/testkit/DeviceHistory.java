package io.github.zohooauth.testkit;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.ZohoOAuthException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one device, and what it has to do, worked out without the library.
 *
 * @param start Zoho's answer with the codes
 * @param steps what Zoho does with each request
 * @param polls when and where to poll
 * @param end of it all
 * @param endsAt when, from the beginning on
 * @param cancelAt when the caller gives up, from the beginning on; null for never
 */
public record DeviceHistory(
    String deviceCode,
    String start,
    List<DeviceZoho.Step> steps,
    List<Expected> polls,
    End end,
    Duration endsAt,
    @Nullable Duration cancelAt) {

  public record Expected(String location, Duration at) {}

  public enum End {
    TOKENS(null, ""),
    EXPIRED(AuthorizationRequiredException.class, "start again"),
    REFUSED(AuthorizationRequiredException.class, "The user refused"),
    UNKNOWN_PLACE(ConfigurationException.class, "dataCenters(...)"),
    NO_SECRET(ConfigurationException.class, "clientSecret(dataCenter, secret)"),
    TO_AND_FRO(AuthorizationRequiredException.class, "one to the other"),
    THROTTLED(RateLimitedException.class, "wait"),
    MISCONFIGURED(ConfigurationException.class, "check"),
    CANCELLED(null, "");

    public final @Nullable Class<? extends ZohoOAuthException> type;
    public final String words;

    End(@Nullable Class<? extends ZohoOAuthException> type, String words) {
      this.type = type;
      this.words = words;
    }
  }

  public static DeviceHistory of(int number, Random chance, DeviceZoho zoho, String trap) {
    return new Writer(number, chance, zoho, trap).write();
  }

  @Override
  public String toString() {
    return "history %s: %s, %d requests expected".formatted(deviceCode, end, polls.size());
  }

  /** Writes a history as RFC 8628 and Zoho's pages have it, by plain arithmetic in seconds. */
  private static final class Writer {

    private final String deviceCode;
    private final Random chance;
    private final DeviceZoho zoho;
    private final String trap;
    private final List<DeviceZoho.Step> steps = new ArrayList<>();
    private final List<Expected> polls = new ArrayList<>();
    private final long life;
    private final long interval;
    private String location = "eu";
    private long gap;
    private long pause;
    private long time;
    private int failures;
    private int moves;
    private @Nullable End end;

    Writer(int number, Random chance, DeviceZoho zoho, String trap) {
      this.deviceCode = "1000.device-" + number;
      this.chance = chance;
      this.zoho = zoho;
      this.trap = trap;
      this.life = List.of(60L, 120L, 300L, 300L, 300L, 1800L).get(chance.nextInt(6));
      this.interval = List.of(1L, 5L, 5L, 30L, 31L, 45L).get(chance.nextInt(6));
      this.gap = Math.max(30, interval);
    }

    DeviceHistory write() {
      String start = start();
      Long cancelAt = chance.nextInt(4) == 0 ? 1 + chance.nextLong(life) : null;
      pause = gap;
      while (end == null) {
        if (time + pause >= life) {
          end = End.EXPIRED;
        } else if (cancelAt != null && cancelAt < time + pause) {
          end = End.CANCELLED;
          time = Math.max(time, cancelAt);
        } else {
          time += pause;
          polls.add(new Expected(location, Duration.ofSeconds(time)));
          step();
        }
      }
      return new DeviceHistory(
          deviceCode,
          start,
          steps,
          polls,
          end,
          Duration.ofSeconds(time),
          end == End.CANCELLED ? Duration.ofSeconds(time) : null);
    }

    private String start() {
      boolean milliseconds = chance.nextBoolean();
      long unit = milliseconds ? 1000 : 1;
      String quote = chance.nextInt(4) == 0 ? "\"" : "";
      return """
      {"user_code":"WDJB-MJHT","device_code":"%s","%s":"%s/oauth/v3/device",\
      "expires_in":%s%d%s,"interval":%s%d%s}"""
          .formatted(
              deviceCode,
              chance.nextBoolean() ? "verification_url" : "verification_uri",
              zoho.accounts("eu"),
              quote,
              life * unit,
              quote,
              quote,
              interval * unit,
              quote);
    }

    private void step() {
      int dice = chance.nextInt(100);
      if (dice < 40) {
        error("authorization_pending");
        asBefore();
      } else if (dice < 58) {
        error("slow_down");
        gap += 5;
        asBefore();
      } else if (dice < 74) {
        failure();
        failures++;
        pause = gap * (1L << failures);
      } else if (dice < 82) {
        move();
      } else {
        last(dice);
      }
    }

    private void last(int dice) {
      if (dice < 90) {
        answer(200, TokenAnswer.to(TokenCall.EXCHANGE).json());
        end = End.TOKENS;
      } else if (dice < 93) {
        error("access_denied");
        end = End.REFUSED;
      } else if (dice < 95) {
        error(chance.nextBoolean() ? "expired" : "expired_token");
        end = End.EXPIRED;
      } else if (dice < 97) {
        throttle();
      } else {
        error(chance.nextBoolean() ? "invalid_client" : "invalid_client_secret");
        end = End.MISCONFIGURED;
      }
    }

    private void throttle() {
      String tooMany = "You have made too many requests continuously";
      String body =
          "{\"error\":\"%s\",\"error_description\":\"%s\"}"
              .formatted(chance.nextBoolean() ? "Access Denied" : "access_denied", tooMany);
      if (chance.nextBoolean()) {
        steps.add(DeviceZoho.Step.of(CannedAnswer.json(400, body).with("Retry-After", "40")));
        if (time + 40 < life) {
          pause = Math.max(gap, 40);
        } else {
          end = End.THROTTLED;
        }
      } else { // ten minutes, and a code that lives for longer waits for up to one more
        steps.add(DeviceZoho.Step.of(CannedAnswer.json(200, body).with("Retry-After", "3600")));
        end = End.THROTTLED;
      }
    }

    private void move() {
      String written =
          List.of("in", "In", "IN", "eU", "au", "", trap, "EU.evil").get(chance.nextInt(8));
      String to = written.toLowerCase(Locale.ROOT);
      String key = chance.nextBoolean() ? "user_location" : "dc";
      answer(200, "{\"error\":\"other_dc\",\"%s\":\"%s\"}".formatted(key, written));
      if (!DeviceZoho.LOCATIONS.contains(to)) {
        end = End.UNKNOWN_PLACE;
      } else if (to.equals("au")) {
        end = End.NO_SECRET;
      } else if (++moves > 3) {
        end = End.TO_AND_FRO;
      } else {
        location = to;
        asBefore();
      }
    }

    private void failure() {
      switch (chance.nextInt(6)) {
        case 0 -> answer(500, "");
        case 1 -> answer(503, "<html>busy");
        case 2 -> answer(408, "");
        case 3 -> answer(200, "<html>a captive portal");
        case 4 -> error("something_new");
        default -> { // the second one is the immediate repeat
          polls.add(new Expected(location, Duration.ofSeconds(time)));
          steps.add(DeviceZoho.Step.lostConnection());
          steps.add(DeviceZoho.Step.lostConnection());
        }
      }
    }

    private void asBefore() {
      failures = 0;
      pause = gap;
    }

    private void error(String code) {
      answer(chance.nextInt(4) == 0 ? 400 : 200, "{\"error\":\"%s\"}".formatted(code));
    }

    private void answer(int status, String body) {
      long lag = chance.nextInt(4) == 0 ? chance.nextLong(20) : 0;
      steps.add(
          DeviceZoho.Step.of(CannedAnswer.json(status, body)).taking(Duration.ofSeconds(lag)));
      time += lag;
    }
  }
}
