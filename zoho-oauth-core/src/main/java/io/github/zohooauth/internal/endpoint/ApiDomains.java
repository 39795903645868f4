package io.github.zohooauth.internal.endpoint;

import static io.github.zohooauth.internal.text.Log.LOG;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.text.Origin;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides the API domain of an owner from Zoho's answer, the owner's environment and the data
 * center.
 */
public final class ApiDomains {

  private final String clientId;
  private final boolean strictEnvironment;

  public ApiDomains(String clientId, boolean strictEnvironment) {
    this.clientId = clientId;
    this.strictEnvironment = strictEnvironment;
  }

  /**
   * Returns the API base URL of the owner.
   *
   * <p>An owner without environment gets the one in Zoho's answer, if the data center serves it. An
   * owner with an environment always gets that environment's host, so that a sandbox owner never
   * reaches production.
   *
   * @param received {@code api_domain} as received, or null
   * @throws ConfigurationException if the data center has no such environment. Also thrown if
   *     {@code strictEnvironment()} is set and Zoho's answer names another environment
   */
  public URI rule(@Nullable String received, TokenOwner owner, DataCenter dataCenter) {
    URI served = served(received, dataCenter);
    Environment expected = owner.environment();
    if (expected == null) {
      return served != null ? served : baseOf(Environment.PRODUCTION, dataCenter);
    }
    Optional<Environment> named = Optional.ofNullable(served).flatMap(dataCenter::environmentOf);
    if (named.isPresent() && named.get() != expected) {
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
  public void requireBase(TokenOwner owner, DataCenter dataCenter) {
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
    try {
      URI uri = new URI(Origin.withoutSlash(arrived));
      for (Environment each : Environment.values()) {
        URI own = dataCenter.apiDomain(each).orElse(null);
        if (uri.equals(own)) {
          return own; // so that all tokens share one object
        }
      }
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
