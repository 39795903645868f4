package io.github.zohooauth;

import io.github.zohooauth.internal.text.Require;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A data center of Zoho: its location code, its accounts server and its API domains.
 *
 * <p>A user's account is in exactly one data center, and the user's tokens work only there. The
 * constants are the data centers that Zoho documents. {@link #of(String, URI, URI)} makes one that
 * Zoho adds later, or a local stand-in. Two data centers are equal if their locations, accounts
 * servers and API domains are equal. Immutable and thread-safe.
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

  /**
   * China. It is isolated: clients of other data centers know it only if the application adds it.
   */
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
   * Singapore. Zoho does not document its API host, which is taken from third-party programs. If
   * Zoho answers with another host, set it with {@link #withApiDomain}.
   */
  public static final DataCenter SG = zoho("sg", "accounts.zoho.sg", "zohoapis.sg");

  private final String location;
  private final Servers servers;

  private DataCenter(String location, Servers servers) {
    this.location = location;
    this.servers = servers;
  }

  /**
   * Returns the built-in data center with this code, such as {@code eu}, ignoring case.
   *
   * @throws IllegalArgumentException if no data center has this code; the message lists the codes
   */
  public static DataCenter of(String location) {
    String code =
        Require.lowerCaseLocation(Objects.requireNonNull(location, "location")).orElse("");
    return builtIn().stream()
        .filter(each -> each.location.equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "location: one of %s is needed; of(location, accountsServer, apiDomain) makes another data center"
                        .formatted(builtIn().stream().map(DataCenter::location).toList())));
  }

  /**
   * Returns a data center that is not among the constants.
   *
   * <p>If the API domain's host begins with {@code www.}, the sandbox and developer API domains
   * follow Zoho's pattern ({@code sandbox.}, {@code developer.}). Otherwise set them with {@link
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
    return new DataCenter(location, Servers.of(accounts, production));
  }

  /**
   * Returns a copy in which the environment has this API base URL.
   *
   * @throws IllegalArgumentException if the URL is neither https nor plain http on a loopback
   *     address
   */
  public DataCenter withApiDomain(Environment environment, URI apiDomain) {
    Objects.requireNonNull(environment, "environment");
    return new DataCenter(location, servers.with(environment, apiDomain));
  }

  /**
   * Returns a copy with more hosts that its tokens may go to.
   *
   * <p>Use it for hosts outside Zoho's domains, such as those of Site24x7. Each URL adds one
   * scheme, host and port, without its subdomains. Added hosts do not count for equality: they say
   * what the application calls, not where the account is.
   *
   * @throws IllegalArgumentException if a URL is neither https nor plain http on a loopback address
   */
  public DataCenter withApiHosts(URI... apiHosts) {
    return new DataCenter(location, servers.with(apiHosts));
  }

  /**
   * Returns a copy in which the product has this server. Tokens may go to it. It does not count for
   * equality.
   *
   * @param name the product's name, as for {@link #product}
   * @throws IllegalArgumentException if the name is malformed, or the URL is neither https nor
   *     plain http on a loopback address
   */
  public DataCenter withProduct(String name, URI server) {
    return new DataCenter(location, servers.with(name, server));
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
    return servers.accounts();
  }

  /** Returns the base URL of the API in the environment; empty if this data center has none. */
  public Optional<URI> apiDomain(Environment environment) {
    return Optional.ofNullable(servers.apiDomains().get(environment));
  }

  /**
   * Returns the base URL of a product's server, such as {@code https://desk.zoho.eu}.
   *
   * <p>The server is a subdomain of the accounts server's domain, unless {@link #withProduct} sets
   * it.
   *
   * @param name the first part of the host's name, such as {@code desk}
   * @throws IllegalArgumentException if the name is malformed
   * @throws IllegalStateException if the accounts server is not {@code https://accounts.} and a
   *     domain, and {@link #withProduct} does not set the product
   */
  public URI product(String name) {
    return servers
        .product(name)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "product: the accounts server of %s does not tell where '%s' is: name its server with withProduct(...)"
                        .formatted(this, name)));
  }

  /**
   * Returns the environment whose API domain has the scheme, host and port of this URI; empty if
   * none has.
   */
  public Optional<Environment> environmentOf(URI uri) {
    return servers.environmentOf(uri);
  }

  /**
   * Returns whether tokens of this data center may go to the scheme, host and port of this URI.
   *
   * <p>They may go to its API domains, and to the servers of {@link #withApiHosts} and {@link
   * #withProduct}. They may also go to all subdomains of its own domains, such as {@code zoho.eu}
   * and {@code zohoapis.eu}. This needs https on the default port.
   */
  public boolean serves(URI uri) {
    return servers.serve(uri);
  }

  private static DataCenter zoho(String location, String accounts, String apis) {
    return of(location, URI.create("https://" + accounts), URI.create("https://www." + apis));
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof DataCenter that
            && location.equals(that.location)
            && accountsServer().equals(that.accountsServer())
            && servers.apiDomains().equals(that.servers.apiDomains()));
  }

  @Override
  public int hashCode() {
    return Objects.hash(location, accountsServer(), servers.apiDomains());
  }

  /**
   * Returns the location and the accounts server, such as {@code eu (https://accounts.zoho.eu)}.
   */
  @Override
  public String toString() {
    return location + " (" + accountsServer() + ")";
  }
}
