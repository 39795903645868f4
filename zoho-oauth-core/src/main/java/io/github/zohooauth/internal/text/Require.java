package io.github.zohooauth.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses bad input with the name of its option. It never quotes a value that may be secret. */
public final class Require {

  private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{1,4096}");
  private static final Pattern LOCATION = Pattern.compile("[a-z0-9]{2,16}");
  private static final Pattern LOCATION_ANY_CASE = Pattern.compile("[A-Za-z0-9]{2,16}");
  private static final Pattern SCOPE = Pattern.compile("[A-Za-z0-9._:/-]{1,256}");
  private static final Pattern SERVICE_ORGANIZATION =
      Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}\\.[0-9]{1,64}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE / 2);
  private static final Pattern IPV4_LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

  /** The characters of a token. A lookup is faster than a pattern, and tokens are checked often. */
  private static final BitSet OF_TOKEN = new BitSet();

  static {
    String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~+/=-";
    for (int i = 0; i < all.length(); i++) {
      OF_TOKEN.set(all.charAt(i));
    }
  }

  private Require() {}

  public static boolean isToken(String value) {
    boolean is = !value.isEmpty() && value.length() <= 4096;
    for (int i = 0; is && i < value.length(); i++) {
      is = OF_TOKEN.get(value.charAt(i));
    }
    return is;
  }

  /** Checks an authorization code, an access token or a refresh token. */
  public static String token(String option, @Nullable String value) {
    String rule = "1 to 4096 characters of A-Z a-z 0-9 . _ ~ + / = -";
    return checked(value != null && isToken(value), option, value, rule);
  }

  public static String clientId(@Nullable String value) {
    String rule = "the client ID of the API Console, such as 1000.ABC, without blanks";
    return matching(CLIENT_ID, "clientId", value, rule);
  }

  public static boolean isClientSecret(String value) {
    return SECRET.matcher(value).matches();
  }

  public static String clientSecret(@Nullable String value) {
    String rule = "the client secret of the API Console: 1 to 4096 characters without blanks";
    return matching(SECRET, "clientSecret", value, rule);
  }

  public static String location(@Nullable String value) {
    return matching(LOCATION, "location", value, "2 to 16 lower-case letters or digits");
  }

  /**
   * Returns a location code in lower case; empty if it is malformed. Other letters than those of
   * ASCII are refused, because the lower case of some is ASCII (the Kelvin sign).
   */
  public static Optional<String> lowerCaseLocation(String text) {
    return LOCATION_ANY_CASE.matcher(text).matches()
        ? Optional.of(text.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  public static String sha256(@Nullable String value) {
    return matching(SHA256, "sha256", value, "64 lower-case hexadecimal digits");
  }

  /** Returns whether it is a service and the ID of its organization (Zoho's {@code soid}). */
  public static boolean isServiceOrganization(String value) {
    return SERVICE_ORGANIZATION.matcher(value).matches();
  }

  /**
   * Checks scopes, of which each string has one or several, separated by commas or blanks. At least
   * one is needed.
   */
  public static Set<String> scopes(String... values) {
    Set<String> scopes = new LinkedHashSet<>();
    for (String value : Objects.requireNonNull(values, "scopes")) {
      for (String scope : Scopes.parse(Objects.requireNonNull(value, "scopes"))) {
        scopes.add(matching(SCOPE, "scopes", scope, "names such as ZohoCRM.modules.READ"));
      }
    }
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("scopes: at least one is needed");
    }
    return scopes;
  }

  /** Checks scopes and sorts them alphabetically. The set may be empty. */
  public static Set<String> sortedScopes(Set<String> values) {
    if (Objects.requireNonNull(values, "scopes").isEmpty()) {
      return Set.of();
    }
    List<String> scopes = new ArrayList<>();
    for (String scope : values) {
      scopes.add(matching(SCOPE, "scopes", scope, "names such as ZohoCRM.modules.READ"));
    }
    Collections.sort(scopes);
    return Scopes.copyOf(scopes);
  }

  public static Duration positive(String option, Duration value) {
    Objects.requireNonNull(value, option);
    if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(option + ": more than 0 and at most a day is needed");
    }
    return value;
  }

  public static String atMost(int length, String option, String value) {
    if (Objects.requireNonNull(value, option).length() > length) {
      throw new IllegalArgumentException(option + ": longer than " + length + " characters");
    }
    return value;
  }

  /** Returns whether no half of a surrogate pair is in it, which would have no UTF-8 form. */
  public static boolean isUtf8(String text) {
    return UTF_8.newEncoder().canEncode(text);
  }

  /** Refuses half a surrogate pair: it has no UTF-8 form, so two texts could become one. */
  public static String utf8(String option, String value) {
    if (!isUtf8(Objects.requireNonNull(value, option))) {
      throw new IllegalArgumentException(option + ": half a surrogate pair");
    }
    return value;
  }

  /** Returns the instant, or the nearest one that can be stored in milliseconds. */
  public static Instant nearestEpochMilli(Instant value) {
    return value.isBefore(Instant.EPOCH) ? Instant.EPOCH : value.isAfter(LAST) ? LAST : value;
  }

  public static void epochMilli(String option, Instant value) {
    if (!nearestEpochMilli(value).equals(value)) {
      throw new IllegalArgumentException(option + ": before 1970 or too far in the future");
    }
  }

  /** Checks the base URL of a server: https, or plain http on a loopback address. */
  public static URI server(String option, URI value) {
    Objects.requireNonNull(value, option);
    String host = value.getHost();
    boolean bare =
        value.getRawUserInfo() == null
            && value.getRawQuery() == null
            && value.getRawFragment() == null
            && !value.isOpaque()
            && Set.of("", "/").contains(value.getRawPath());
    if (host == null || !bare) {
      throw new IllegalArgumentException(
          option
              + ": a base URL is needed, such as https://accounts.zoho.eu, and nothing after it");
    }
    port(option, value.getPort());
    boolean loopbackHttp = "http".equalsIgnoreCase(value.getScheme()) && isLoopback(host);
    if (!"https".equalsIgnoreCase(value.getScheme()) && !loopbackHttp) {
      throw new IllegalArgumentException(
          option + ": https is needed; plain http is accepted for loopback addresses alone");
    }
    String base = (value.getScheme() + "://" + value.getAuthority()).toLowerCase(Locale.ROOT);
    return base.equals(value.toString())
        ? value
        : URI.create(base); // so that tokens share one object
  }

  /** Refuses a port that no server can have. The value -1 means no port. */
  public static void port(String option, int port) {
    if (port == 0 || port > 65_535) {
      throw new IllegalArgumentException(option + ": the port must be from 1 to 65535");
    }
  }

  /** Returns whether it is a host of this machine, ignoring case (RFC 3986, 3.2.2). */
  public static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || IPV4_LOOPBACK.matcher(host).matches();
  }

  /**
   * Refuses a JVM that does not verify host names. It would send secrets to a server with any
   * certificate.
   */
  public static void checkedHosts() {
    String name = "jdk.internal.httpclient.disableHostnameVerification";
    String value = System.getProperty(name);
    if (value != null && !value.equalsIgnoreCase("false")) {
      throw new IllegalStateException(
          "the system property "
              + name
              + " is set, so that secrets could go to anybody: remove it");
    }
  }

  /** Returns the result of an application's function, which must not be null. */
  public static <T> T returned(String option, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException(option + ": the application's function returned null");
    }
    return value;
  }

  private static String matching(
      Pattern pattern, String option, @Nullable String value, String rule) {
    return checked(value != null && pattern.matcher(value).matches(), option, value, rule);
  }

  private static String checked(boolean good, String option, @Nullable String value, String rule) {
    if (value == null) {
      throw new IllegalArgumentException(option + ": missing (null); needed is " + rule);
    }
    if (!good) {
      throw new IllegalArgumentException(option + ": malformed; needed is " + rule);
    }
    return value;
  }
}
