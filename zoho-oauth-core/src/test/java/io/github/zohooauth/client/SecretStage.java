package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.LocalDataCenters;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A self client that has signed in, and a function that supplies its secret. */
final class SecretStage implements AutoCloseable {

  final LocalZoho zoho;
  final Client registered;
  final SelfClient client;
  private final TokenStore store = TokenStore.inMemory();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final AtomicInteger locks = new AtomicInteger();

  /** What the function returns next; the last of them stays. */
  private final ConcurrentLinkedQueue<Supplier<String>> secrets = new ConcurrentLinkedQueue<>();

  SecretStage(LocalZoho zoho) {
    this.zoho = zoho;
    registered = zoho.user("eu").selfClient();
    secrets.add(registered::secret);
    client =
        SelfClient.builder()
            .clientId(registered.id())
            .clientSecret(this::secret)
            .dataCenter(LocalDataCenters.of(zoho, "eu"))
            .tokenStore(store)
            .clock(zoho.clock())
            .build();
    client.exchange(registered.code("ZohoCRM.modules.ALL"));
  }

  private String secret() {
    threads.add(Thread.currentThread());
    long[] mine = {Thread.currentThread().getId()};
    locks.addAndGet(
        ManagementFactory.getThreadMXBean()
            .getThreadInfo(mine, true, false)[0]
            .getLockedMonitors()
            .length);
    Supplier<String> next = secrets.size() > 1 ? secrets.poll() : secrets.peek();
    return Objects.requireNonNull(next).get();
  }

  /** Lets the function do these in turn, and the last one from then on. */
  void supplies(Supplier<String> first, List<Supplier<String>> more) {
    secrets.clear();
    secrets.add(first);
    secrets.addAll(more);
  }

  /** Returns how many of them are left. */
  int left() {
    return secrets.size();
  }

  /** Replaces the secret and lets the token expire; returns the earlier secret. */
  String replacedSecret() {
    String old = registered.secret();
    String unused = registered.regenerateSecret();
    zoho.clock().advance(Duration.ofHours(1));
    return old;
  }

  int calls() {
    return zoho.tokenRequests().size();
  }

  int recordedCalls() {
    TokenKey key = new TokenKey(registered.id(), TokenOwner.unnamed());
    return RenewalHistory.of(store.load(key).orElseThrow()).calls().size();
  }

  ConfigurationException refusal() {
    return catchThrowableOfType(ConfigurationException.class, client::getAccessToken);
  }

  /** Closes the client, and checks where the function was called. */
  @Override
  public void close() {
    client.close();
    assertThat(locks).as("locks held").hasValue(0);
    assertThat(threads)
        .isNotEmpty()
        .doesNotContain(Thread.currentThread())
        .allMatch(thread -> thread.getName().startsWith("zoho-oauth-"));
  }
}
