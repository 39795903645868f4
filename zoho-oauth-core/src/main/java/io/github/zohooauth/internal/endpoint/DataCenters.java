package io.github.zohooauth.internal.endpoint;

import static io.github.zohooauth.internal.text.Log.LOG;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.text.Origin;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.store.StoredToken;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The allow-list of one client: the built-in data centers and its own, by location.
 *
 * <p>Input from outside only selects an entry. No host is ever made from such input. The API domain
 * of an owner follows from Zoho's answer, the owner's environment and the data center.
 */
public final class DataCenters {

  private static final List<Environment> ENVIRONMENTS = List.of(Environment.values());

  private final String clientId;
  private final boolean strictEnvironment;
  private final Map<String, DataCenter> byLocation = new LinkedHashMap<>();

  /**
   * Makes the allow-list of one client.
   *
   * @param home the data center where the client is registered; China is isolated from the others
   * @param own the data centers that the application adds
   * @param strictEnvironment whether an API domain of another environment than the owner's fails
   */
  public DataCenters(
      String clientId, DataCenter home, Collection<DataCenter> own, boolean strictEnvironment) {
    this.clientId = clientId;
    this.strictEnvironment = strictEnvironment;
    for (DataCenter each : DataCenter.builtIn()) {
      if (isChina(each) == isChina(home)) {
        put(each);
      }
    }
    put(home);
    for (DataCenter each : own) {
      put(each);
    }
  }

  private static boolean isChina(DataCenter dataCenter) {
    return dataCenter.location().equals(DataCenter.CN.location());
  }

  /** Adds a data center, which replaces the built-in one of its location. */
  private void put(DataCenter dataCenter) {
    byLocation.put(dataCenter.location(), dataCenter);
  }

  public Optional<DataCenter> at(String location) {
    return Require.lowerCaseLocation(location).map(byLocation::get);
  }

  /** Returns the data center with this accounts server. One slash at the end is ignored. */
  public Optional<DataCenter> withAccountsServer(String url) {
    return byLocation.values().stream()
        .filter(dataCenter -> isAccountsServer(url, dataCenter))
        .findFirst();
  }

  /** Returns whether the text is exactly the accounts server, except for one slash at the end. */
  public static boolean isAccountsServer(String text, DataCenter dataCenter) {
    return dataCenter.accountsServer().toString().equals(Origin.withoutSlash(text));
  }

  /**
   * Returns this client's own entry for a data center that the application names.
   *
   * @throws IllegalArgumentException if there is none with this location and accounts server
   */
  public DataCenter known(DataCenter named) {
    Objects.requireNonNull(named, "dataCenter");
    return at(named.location())
        .filter(own -> own.accountsServer().equals(named.accountsServer()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "dataCenter: this client does not know %s: name it with dataCenters(...)"
                        .formatted(named)));
  }

  /** Returns a record at this data center without any token. */
  public static StoredToken blank(DataCenter dataCenter) {
    return new StoredToken(dataCenter.location(), null, null, null, Map.of(), Map.of());
  }

  public DataCenter of(StoredToken stored) {
    DataCenter dataCenter = byLocation.get(stored.location());
    if (dataCenter == null) {
      throw Failures.of(clientId)
          .configuration(
              "The stored token is from data center '%s', which this client does not know: name it with dataCenters(...)."
                  .formatted(stored.location()));
    }
    return dataCenter;
  }

  /** Returns the API base URL of the owner, for tokens that are not new. */
  public URI apiDomain(@Nullable String received, TokenOwner owner, DataCenter dataCenter) {
    return apiDomain(received, owner, dataCenter, actual -> {});
  }

  /**
   * Returns the API base URL of the owner.
   *
   * <p>An owner without environment gets the one in Zoho's answer, if the data center serves it. An
   * owner with an environment always gets that environment's host, so that a sandbox owner never
   * reaches production.
   *
   * @param received {@code api_domain} as received, or null
   * @param whenDifferent takes the environment in Zoho's answer if the owner names another
   * @throws ConfigurationException if the data center has no such environment. Also thrown if
   *     {@code strictEnvironment()} is set and Zoho's answer names another environment
   */
  public URI apiDomain(
      @Nullable String received,
      TokenOwner owner,
      DataCenter dataCenter,
      Consumer<Environment> whenDifferent) {
    URI served = served(received, dataCenter);
    Environment expected = owner.environment();
    if (expected == null) {
      return served != null ? served : baseOf(Environment.PRODUCTION, dataCenter);
    }
    Optional<Environment> named = Optional.ofNullable(served).flatMap(dataCenter::environmentOf);
    if (named.isPresent() && named.get() != expected) {
      whenDifferent.accept(named.get());
      String disagreement =
          "The token's owner is in environment %s, but Zoho's api_domain names %s: authorize with the right environment chosen"
              .formatted(expected, named.get());
      if (strictEnvironment) {
        throw failure(disagreement + ".", dataCenter);
      }
      LOG.log(
          Level.WARNING,
          "{0}, or expect calls to be refused; the host of {1} is used. [data center {2}, client ID {3}]",
          disagreement,
          expected,
          dataCenter.location(),
          clientId);
    }
    return baseOf(expected, dataCenter);
  }

  /** Refuses an environment that the data center does not have. Called before anything is sent. */
  public void requireApiDomain(TokenOwner owner, DataCenter dataCenter) {
    Environment environment = owner.environment();
    baseOf(environment == null ? Environment.PRODUCTION : environment, dataCenter);
  }

  /**
   * Returns the received API domain if the data center serves it. A slash at the end is ignored:
   * otherwise a sandbox's API domain would become production's.
   */
  private @Nullable URI served(@Nullable String arrived, DataCenter dataCenter) {
    if (arrived == null) {
      return null;
    }
    String text = Origin.withoutSlash(arrived);
    for (Environment each : ENVIRONMENTS) {
      URI own = dataCenter.apiDomain(each).orElse(null);
      if (own != null && own.toString().equalsIgnoreCase(text)) {
        return own; // so that all tokens share one object
      }
    }
    try {
      URI uri = new URI(text);
      if (Origin.isBareHttps(uri) && dataCenter.serves(uri)) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // The text is not quoted in the log, because it came from outside.
    }
    LOG.log(
        Level.WARNING,
        "Zoho''s api_domain is not a host of this data center and is not used; if it is right, use DataCenter.withApiDomain. [data center {0}, client ID {1}]",
        dataCenter.location(),
        clientId);
    return null;
  }

  private URI baseOf(Environment environment, DataCenter dataCenter) {
    return dataCenter
        .apiDomain(environment)
        .orElseThrow(
            () ->
                failure(
                    "This data center has no API domain for environment %s: name it with DataCenter.withApiDomain."
                        .formatted(environment),
                    dataCenter));
  }

  private ConfigurationException failure(String what, DataCenter dataCenter) {
    return Failures.of(clientId).at(dataCenter).configuration(what);
  }
}
