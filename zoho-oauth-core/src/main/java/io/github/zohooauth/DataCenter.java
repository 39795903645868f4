package io.github.zohooauth;

import java.net.URI;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One of Zoho's data centers: its location code, its accounts server and its API domains.
 *
 * <p>A user's account lives in exactly one of them, and his tokens work nowhere else. The constants
 * are those that Zoho documents; {@link #of} makes one that Zoho adds later, or a local stand-in.
 * Two data centers are equal if all their hosts are. Immutable and thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/multi-dc.html">Zoho: multi-DC</a>
 */
public final class DataCenter {

  /** United States. */
  public static final DataCenter US = zoho("us", "accounts.zoho.com", "zohoapis.com");

  /** Europe. */
  public static final DataCenter EU = zoho("eu", "accounts.zoho.eu", "zohoapis.eu");

  /** India. */
  public static final DataCenter IN = zoho("in", "accounts.zoho.in", "zohoapis.in");

  /** Australia. */
  public static final DataCenter AU = zoho("au", "accounts.zoho.com.au", "zohoapis.com.au");

  /** Japan. */
  public static final DataCenter JP = zoho("jp", "accounts.zoho.jp", "zohoapis.jp");

  /** China, which is isolated: clients of all others know it only if they are told to. */
  public static final DataCenter CN = zoho("cn", "accounts.zoho.com.cn", "zohoapis.com.cn");

  /** Canada. */
  public static final DataCenter CA = zoho("ca", "accounts.zohocloud.ca", "zohoapis.ca");

  /** Saudi Arabia. */
  public static final DataCenter SA = zoho("sa", "accounts.zoho.sa", "zohoapis.sa");

  /** United Kingdom. */
  public static final DataCenter UK = zoho("uk", "accounts.zoho.uk", "zohoapis.uk");

  /** United Arab Emirates. */
  public static final DataCenter AE = zoho("ae", "accounts.zoho.ae", "zohoapis.ae");

  /**
   * Singapore. Its API host is taken from programs of third parties; if Zoho answers with another
   * one, {@link #withApiDomain} names it.
   */
  public static final DataCenter SG = zoho("sg", "accounts.zoho.sg", "zohoapis.sg");

  private final String location;
  private final URI accountsServer;
  private final Map<Environment, URI> apiDomains;

  private DataCenter(String location, URI accountsServer, Map<Environment, URI> apiDomains) {
    this.location = location;
    this.accountsServer = accountsServer;
    this.apiDomains = apiDomains;
  }

  /**
   * Returns a data center that the constants do not have.
   *
   * <p>If the API domain's host begins with {@code www.}, sandbox and developer follow Zoho's
   * pattern ({@code sandbox.}, {@code developer.}); otherwise name them with {@link
   * #withApiDomain}.
   *
   * @param location the code by which Zoho names it, such as {@code eu}
   * @param accountsServer its base URL, such as {@code https://accounts.zoho.eu}
   * @param apiDomain the base URL of its production API, such as {@code https://www.zohoapis.eu}
   * @throws IllegalArgumentException if a value is malformed, or a URL is neither https nor plain
   *     http on a loopback address
   */
  public static DataCenter of(String location, URI accountsServer, URI apiDomain) {
    Require.location(location);
    URI accounts = Require.server("accountsServer", accountsServer);
    URI production = Require.server("apiDomain", apiDomain);
    Map<Environment, URI> domains = new EnumMap<>(Environment.class);
    domains.put(Environment.PRODUCTION, production);
    String www = "https://www.";
    if (production.toString().startsWith(www)) {
      String rest = production.toString().substring(www.length());
      for (Environment environment : Environment.values()) {
        domains.put(environment, URI.create("https://" + environment.hostPrefix + "." + rest));
      }
    }
    return new DataCenter(location, accounts, Collections.unmodifiableMap(domains));
  }

  /**
   * Returns a copy in which the environment has this API base URL.
   *
   * @throws IllegalArgumentException if the URL is neither https nor plain http on a loopback
   *     address
   */
  public DataCenter withApiDomain(Environment environment, URI apiDomain) {
    Objects.requireNonNull(environment, "environment");
    Map<Environment, URI> domains = new EnumMap<>(apiDomains);
    domains.put(environment, Require.server("apiDomain", apiDomain));
    return new DataCenter(location, accountsServer, Collections.unmodifiableMap(domains));
  }

  /** Returns the eleven data centers of the constants, in their order. */
  public static List<DataCenter> builtIn() {
    return List.of(US, EU, IN, AU, JP, CN, CA, SA, UK, AE, SG);
  }

  /** Returns the code by which Zoho names this data center, such as {@code eu}. */
  public String location() {
    return location;
  }

  /** Returns the base URL of the server that issues tokens. */
  public URI accountsServer() {
    return accountsServer;
  }

  /** Returns the base URL of the API in the environment; empty if this data center has none. */
  public Optional<URI> apiDomain(Environment environment) {
    return Optional.ofNullable(apiDomains.get(environment));
  }

  /** Returns a base URL without one slash at its end, which names the same server. */
  static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** Whether the text is the accounts server, to the letter or with one slash at its end. */
  boolean hasAccountsServer(String text) {
    return accountsServer.toString().equals(withoutSlash(text));
  }

  /** The API domain of this data center's own that the text is: one object for all tokens. */
  Optional<URI> ownApiDomain(String text) {
    for (URI own : apiDomains.values()) {
      if (own.toString().equals(text)) {
        return Optional.of(own);
      }
    }
    return Optional.empty();
  }

  /** The environment that an API domain names, if it is exactly one of this data center's own. */
  Optional<Environment> environmentOf(URI apiDomain) {
    return apiDomains.entrySet().stream()
        .filter(entry -> entry.getValue().equals(apiDomain))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * Whether tokens may go to this API domain: one of this data center's own, or bare https on the
   * default port below one of its registrable domains.
   */
  boolean serves(URI apiDomain) {
    return apiDomains.containsValue(apiDomain) || (isBareHttps(apiDomain) && isBelowOwn(apiDomain));
  }

  private static boolean isBareHttps(URI uri) {
    return "https".equals(uri.getScheme())
        && uri.getHost() != null
        && uri.getHost().equals(uri.getRawAuthority())
        && uri.getRawPath().isEmpty()
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  private boolean isBelowOwn(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return registrableDomains().stream()
        .anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
  }

  /** {@code zoho.eu} and {@code zohoapis.eu} of {@code accounts.zoho.eu} and {@code www.…}. */
  private Set<String> registrableDomains() {
    Set<String> domains = new TreeSet<>();
    addBelow("accounts.", accountsServer, domains);
    apiDomains.values().forEach(uri -> addBelow("www.", uri, domains));
    return domains;
  }

  private static void addBelow(String prefix, URI server, Set<String> domains) {
    String host = server.getHost();
    if (host.startsWith(prefix) && host.indexOf('.', prefix.length()) > 0) {
      domains.add(host.substring(prefix.length()));
    }
  }

  private static DataCenter zoho(String location, String accounts, String apis) {
    return of(location, URI.create("https://" + accounts), URI.create("https://www." + apis));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DataCenter that
        && location.equals(that.location)
        && accountsServer.equals(that.accountsServer)
        && apiDomains.equals(that.apiDomains);
  }

  @Override
  public int hashCode() {
    return Objects.hash(location, accountsServer, apiDomains);
  }

  /**
   * Returns the location and the accounts server, such as {@code eu (https://accounts.zoho.eu)}.
   */
  @Override
  public String toString() {
    return location + " (" + accountsServer + ")";
  }
}
