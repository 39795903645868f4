package io.github.zohooauth.examples.fleet;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.store.TokenStore;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What a member is told when it starts; on its standard input, as arguments are for all to read.
 *
 * @param clock the file of the {@link SharedClock}
 * @param patienceMillis how long a caller waits for a token
 */
record Briefing(
    SharedStore store,
    String clock,
    String clientId,
    String clientSecret,
    URI accountsServer,
    URI apiBase,
    long patienceMillis) {

  Briefing withPatience(Duration patience) {
    return new Briefing(
        store, clock, clientId, clientSecret, accountsServer, apiBase, patience.toMillis());
  }

  SelfClient client(TokenStore tokens, InstantSource time) {
    return SelfClient.builder()
        .clientId(clientId)
        .clientSecret(clientSecret)
        .dataCenter(DataCenter.of("eu", accountsServer, apiBase))
        .tokenStore(tokens)
        .clock(time)
        .callerTimeout(Duration.ofMillis(patienceMillis))
        .build();
  }

  /** Names the store. */
  @Override
  public String toString() {
    return "Briefing[" + store + "]";
  }
}
