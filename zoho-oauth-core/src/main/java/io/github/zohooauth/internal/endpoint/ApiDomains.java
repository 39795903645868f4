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
 * Rules where an owner's API is, from what Zoho answered, what the application expects and what the
 * data center allows.
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
   * <p>An owner without environment gets what Zoho answered, if the data center serves it. One with
   * an environment gets that environment's host whatever Zoho answered, so that a sandbox owner
   * never reaches production.
   *
   * @param received {@code api_domain} as it arrived, or null
   * @throws ConfigurationException if the data center has no such environment, or Zoho's answer
   *     names another one and {@code strictEnvironment()} is set
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

  /** Refuses an environment that the data center does not have, before anything is sent. */
  public void requireBase(TokenOwner owner, DataCenter dataCenter) {
    Environment environment = owner.environment();
    baseOf(environment == null ? Environment.PRODUCTION : environment, dataCenter);
  }

  /** A slash at the end is ignored, so that a sandbox's API domain does not become production's. */
  private @Nullable URI served(@Nullable String arrived, DataCenter dataCenter) {
    if (arrived == null) {
      return null;
    }
    try {
      URI uri = new URI(Origin.withoutSlash(arrived));
      for (Environment each : Environment.values()) {
        URI own = dataCenter.apiDomain(each).orElse(null);
        if (uri.equals(own)) {
          return own; // one object for all tokens
        }
      }
      if (Origin.isBareHttps(uri) && dataCenter.serves(uri)) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Not served, like any other host that is not this data center's; the text may be hostile.
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
