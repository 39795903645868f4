package io.github.zohooauth.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.DataCenter;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Redirects that want a code and a secret sent elsewhere: each has the right state and a code.
 *
 * @param query what comes back instead of an honest answer
 */
public record HostileRedirect(String query) {

  /** What an honest answer says, and hostile ones are made from. */
  private static final String SERVER = "https://accounts.zoho.eu";

  private static final List<String> SERVERS =
      List.of(
          "https://accounts.zoho.eu.evil.example",
          "https://evil.example",
          "https://accounts.zoho.eu@evil.example",
          "https://accounts.zoho.eu:password@evil.example",
          "https://evil.example/accounts.zoho.eu",
          "https://evil.example#accounts.zoho.eu",
          "https://evil.example?accounts.zoho.eu",
          "https://evil.example\\accounts.zoho.eu",
          "https://accounts.zoho.eu\\@evil.example",
          "https://accounts.zoho.eu:443",
          "https://accounts.zoho.eu:8443",
          "http://accounts.zoho.eu",
          "HTTPS://ACCOUNTS.ZOHO.EU",
          "https://Accounts.zoho.eu",
          "https://accounts.zoho.eu.",
          "https://ACCOUNTS.ZOHO.EU/",
          "https://accounts.zoho.eu//",
          "https://accounts.zoho.eu/\\",
          "https://accounts.zoho.eu\\",
          "https://accounts.zoho.eu/.",
          "https://accounts.zoho.eu/..",
          "https://accounts.zoho.eu/?",
          "https://accounts.zoho.eu/#",
          "https://accounts.zoho.eu/ ",
          "https://accounts.zoho.eu/;",
          "https://accounts.zoho.eu/\u0000",
          "https://accounts.zoho.eu/@evil.example",
          "https://accounts.zoho.eu%2f",
          "https://accounts.zoho.eu\u2215",
          "/https://accounts.zoho.eu/",
          "https:/accounts.zoho.eu/",
          "https://evil.example/",
          "/",
          "https://accounts.zoho.com/",
          "https://accounts.zoho.eu/oauth",
          "https://accounts.zoho.eu?x",
          "https://accounts%2ezoho.eu",
          "https://accounts.zoho%2eeu",
          "https://\u0430ccounts.zoho.eu",
          "https://accounts.z\u043eho.eu",
          "https://xn--ccounts-2fg.zoho.eu",
          "https://accounts\u3002zoho\u3002eu",
          "https://accounts.zoho.eu%00.evil.example",
          "https://accounts.zoho.eu\u0000",
          "https://accounts.zoho.eu\r\nX: y",
          "https://accounts.zoho.eu\n",
          "https://accounts.zoho.eu ",
          " https://accounts.zoho.eu",
          "\thttps://accounts.zoho.eu",
          "https://[::1]",
          "https://[::ffff:127.0.0.1]",
          "https://127.0.0.1",
          "https://2130706433",
          "https://localhost",
          "http://localhost",
          "//accounts.zoho.eu",
          "///accounts.zoho.eu",
          "accounts.zoho.eu",
          "file:///etc/passwd",
          "javascript:alert(1)",
          "jar:https://evil.example!/",
          "https://accounts.zoho.com",
          "https://accounts.zoho.com.cn",
          "https://accounts.zoho.in",
          "https://accounts.zohocloud.ca",
          "https://accounts.zoho.eu".repeat(2_000),
          "https://" + "a".repeat(64 * 1024) + ".zoho.eu");

  private static final List<String> LOCATIONS =
      List.of(
          "us",
          "\uff25\uff35",
          "U\u017f",
          "u\u212a",
          "\u0130N",
          "\u0131n",
          "EU/",
          "EU\u0000",
          "Sg.evil.example",
          "eu ",
          " eu",
          "e\u0443",
          "eu.evil.example",
          "eu/../us",
          "../eu",
          "eu\u0000",
          "eu\r\n",
          "zz",
          "inec",
          "e",
          "eu".repeat(40_000),
          "0",
          "null",
          "*");

  /** The known tricks, each by itself. */
  public static List<HostileRedirect> known() {
    List<HostileRedirect> all = new ArrayList<>();
    for (String server : SERVERS) {
      all.add(of("eu", server));
      if (!server.startsWith("https://accounts.zoho.com")
          && !server.equals("https://accounts.zoho.in")
          && !server.equals("https://accounts.zohocloud.ca")) {
        all.add(new HostileRedirect("accounts-server=" + encoded(server)));
      }
    }
    LOCATIONS.forEach(location -> all.add(of(location, SERVER)));
    List.of("IN", "Us", "CN").forEach(other -> all.add(of(other, SERVER)));
    all.add(new HostileRedirect("location=CN")); // whose users have clients there alone
    all.add(of("cn", "https://accounts.zoho.com.cn"));
    LOCATIONS.stream()
        .filter(location -> !location.equals("us"))
        .forEach(location -> all.add(new HostileRedirect("location=" + encoded(location))));
    String honest = "location=eu&accounts-server=" + encoded(SERVER);
    all.add(new HostileRedirect(honest + "&location=eu"));
    all.add(new HostileRedirect(honest + "&accounts-server=" + encoded(SERVER)));
    all.add(new HostileRedirect(honest + "&accounts-server=" + encoded("https://evil.example")));
    all.add(new HostileRedirect("accounts-server=https://evil.example&" + honest));
    all.add(new HostileRedirect(honest + "&accounts%2Dserver=https://evil.example"));
    all.add(new HostileRedirect(honest + "&code=other"));
    all.add(new HostileRedirect(honest + "&state=other"));
    all.add(new HostileRedirect(honest + "&iss=https://evil.example"));
    all.add(new HostileRedirect(honest + "&iss=" + encoded("https://accounts.zoho.in")));
    all.add(new HostileRedirect(honest + "&iss=" + encoded(SERVER) + "&iss=" + encoded(SERVER)));
    all.add(new HostileRedirect(honest + "&x=%"));
    all.add(new HostileRedirect(honest + "&x=%zz"));
    all.add(new HostileRedirect(honest + "&x=%ff"));
    all.add(new HostileRedirect(honest + "&x=%c0%ae"));
    return all;
  }

  /** An honest answer of which one or more characters were changed, so that it lies. */
  public static HostileRedirect mutant(Random chance) {
    while (true) {
      String location = "eu";
      String server = SERVER;
      if (chance.nextInt(4) == 0) {
        location = mutated(location, chance);
      }
      if (location.equals("eu") || chance.nextBoolean()) {
        server =
            chance.nextInt(3) == 0
                ? mutated(SERVERS.get(chance.nextInt(SERVERS.size() - 2)), chance)
                : mutated(server, chance);
      }
      if (chance.nextInt(8) == 0) {
        server += "/";
      }
      if (!location.isEmpty() && !server.isEmpty() && !isHonest(location, server)) {
        return of(location, server);
      }
    }
  }

  /** A data center that is named without contradiction is an honest answer, slash or not. */
  private static boolean isHonest(String location, String server) {
    return DataCenter.builtIn().stream()
        .filter(each -> each.location().equals(location))
        .map(each -> each.accountsServer().toString())
        .anyMatch(own -> server.equals(own) || server.equals(own + "/"));
  }

  /** This text changed in one or more characters, or one of the known tricks. */
  public static String text(Random chance, String honest) {
    String text = honest;
    while (text.equals(honest) || text.length() > 8_000) { // longer ones are no answer at all
      text =
          chance.nextInt(4) == 0
              ? SERVERS.get(chance.nextInt(SERVERS.size()))
              : mutated(honest, chance);
    }
    return chance.nextInt(8) == 0 ? text + "/" : text;
  }

  private static String mutated(String text, Random chance) {
    String strange = "@:/\\.?#%&=+ \r\n\u0000\u00ad\u200b\u3002\u0430evilxyz0";
    StringBuilder mutated = new StringBuilder(text);
    for (int changes = 1 + chance.nextInt(3); changes > 0; changes--) {
      int at = chance.nextInt(mutated.length() + 1);
      char c = strange.charAt(chance.nextInt(strange.length()));
      if (at < mutated.length() && chance.nextBoolean()) {
        mutated.setCharAt(at, c);
      } else {
        mutated.insert(at, chance.nextInt(4) == 0 ? "evil.example" : String.valueOf(c));
      }
    }
    return mutated.toString();
  }

  private static HostileRedirect of(String location, String server) {
    return new HostileRedirect(
        "location=" + encoded(location) + "&accounts-server=" + encoded(server));
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Override
  public String toString() {
    return query.length() > 200 ? query.substring(0, 200) + "..." : query;
  }
}
