package io.github.zohooauth;

import io.github.zohooauth.internal.text.Origin;
import io.github.zohooauth.internal.text.Require;
import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The servers of one data center.
 *
 * @param accounts the server that issues tokens
 * @param apiDomains the base URLs of its API
 * @param products servers of products that the application names
 * @param added hosts outside Zoho's domains that the application names
 */
record Servers(
    URI accounts, Map<Environment, URI> apiDomains, Map<String, URI> products, Set<URI> added) {

  private static final Pattern PRODUCT = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  Servers {
    apiDomains = Collections.unmodifiableMap(new EnumMap<>(apiDomains));
    products = Map.copyOf(products);
    added = Set.copyOf(added);
  }

  static Servers of(URI accounts, URI production) {
    Map<Environment, URI> domains = new EnumMap<>(Environment.class);
    domains.put(Environment.PRODUCTION, production);
    String www = "https://www.";
    if (production.toString().startsWith(www)) {
      String rest = production.toString().substring(www.length());
      domains.put(Environment.SANDBOX, URI.create("https://sandbox." + rest));
      domains.put(Environment.DEVELOPER, URI.create("https://developer." + rest));
    }
    return new Servers(accounts, domains, Map.of(), Set.of());
  }

  Servers with(Environment environment, URI apiDomain) {
    Map<Environment, URI> domains = new EnumMap<>(apiDomains);
    domains.put(environment, Require.server("apiDomain", apiDomain));
    return new Servers(accounts, domains, products, added);
  }

  Servers with(URI... apiHosts) {
    Set<URI> hosts = new HashSet<>(added);
    for (URI host : Objects.requireNonNull(apiHosts, "apiHosts")) {
      hosts.add(Require.server("apiHosts", host));
    }
    return new Servers(accounts, apiDomains, products, hosts);
  }

  Servers with(String product, URI server) {
    Map<String, URI> named = new HashMap<>(products);
    named.put(requireProduct(product), Require.server("server", server));
    return new Servers(accounts, apiDomains, named, added);
  }

  /** Returns the server of a product; empty if it cannot be derived from the accounts server. */
  Optional<URI> product(String name) {
    URI named = products.get(requireProduct(name));
    String domain = accounts.getPort() < 0 ? domainBelow("accounts.", accounts) : null;
    return named != null || domain == null
        ? Optional.ofNullable(named)
        : Optional.of(URI.create("https://" + name + "." + domain));
  }

  private static String requireProduct(String name) {
    if (!PRODUCT.matcher(Objects.requireNonNull(name, "name")).matches()) {
      throw new IllegalArgumentException(
          "name: 1 to 63 characters of a-z 0-9 - are needed, such as desk");
    }
    return name;
  }

  Optional<Environment> environmentOf(URI uri) {
    URI origin = Origin.of(uri);
    return apiDomains.entrySet().stream()
        .filter(entry -> origin != null && origin.equals(Origin.of(entry.getValue())))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  boolean serve(URI uri) {
    URI origin = Origin.of(uri);
    return origin != null && (isNamed(origin) || isInOwnDomain(origin));
  }

  private boolean isNamed(URI origin) {
    return Stream.of(apiDomains.values(), products.values(), added)
        .flatMap(Collection::stream)
        .anyMatch(named -> origin.equals(Origin.of(named)));
  }

  private boolean isInOwnDomain(URI origin) {
    String host = origin.getHost();
    return origin.getScheme().equals("https")
        && origin.getPort() < 0
        && ownDomains().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
  }

  /**
   * Returns {@code zoho.eu} for {@code accounts.zoho.eu}, and {@code zohoapis.eu} for {@code
   * www.…}.
   */
  private Stream<String> ownDomains() {
    return Stream.concat(
            Stream.of(accounts).map(uri -> domainBelow("accounts.", uri)),
            apiDomains.values().stream().map(uri -> domainBelow("www.", uri)))
        .filter(Objects::nonNull);
  }

  private static @Nullable String domainBelow(String prefix, URI server) {
    String host = server.getHost();
    return host.startsWith(prefix) && host.indexOf('.', prefix.length()) > 0
        ? host.substring(prefix.length())
        : null;
  }
}
