package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.runtime.Failures;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The client's data in the API Console: its ID, the same in all data centers, and its secrets.
 *
 * @param clientSecret the secret for data centers without one of their own, or null
 * @param secretsByLocation the secrets of single data centers
 */
public record ClientRegistration(
    String clientId,
    @Nullable ClientSecret clientSecret,
    Map<String, ClientSecret> secretsByLocation) {

  public ClientRegistration {
    secretsByLocation = Map.copyOf(secretsByLocation);
  }

  /**
   * Returns the secret to send to this data center; empty if the client has no secret at all.
   *
   * <p>By default Zoho makes a different secret for each data center.
   */
  public Optional<ClientSecret> secretFor(DataCenter dataCenter) {
    ClientSecret own = secretsByLocation.get(dataCenter.location());
    ClientSecret secret = own == null ? clientSecret : own;
    if (secret == null && !secretsByLocation.isEmpty()) {
      throw Failures.of(clientId)
          .at(dataCenter)
          .configuration(
              "No client secret is set for this data center: copy it from the client's Multi DC"
                  + " settings in the API Console into clientSecret(dataCenter, secret).");
    }
    return Optional.ofNullable(secret);
  }

  @Override
  public String toString() {
    return "ClientRegistration[clientId=" + clientId + ", secrets redacted]";
  }
}
