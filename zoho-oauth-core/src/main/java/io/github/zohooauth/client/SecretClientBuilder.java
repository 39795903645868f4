package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.text.Require;
import java.util.Objects;

/** The options of client types with a client secret. */
abstract class SecretClientBuilder<B extends SecretClientBuilder<B>> extends ClientBuilder<B> {

  /**
   * Sets the client secret of each data center that has no secret of its own.
   *
   * @throws IllegalArgumentException if it is missing or malformed
   */
  public B clientSecret(String clientSecret) {
    this.clientSecret = Require.clientSecret(clientSecret);
    return self();
  }

  /**
   * Sets the client secret of one data center, as Multi DC in the API Console shows it.
   *
   * @throws IllegalArgumentException if it is missing or malformed
   */
  public B clientSecret(DataCenter dataCenter, String clientSecret) {
    Objects.requireNonNull(dataCenter, "dataCenter");
    secretsByLocation.put(dataCenter.location(), Require.clientSecret(clientSecret));
    return self();
  }

  @Override
  void requireMore() {
    if (secretsByLocation.isEmpty()) {
      needed("clientSecret", clientSecret);
    }
  }
}
