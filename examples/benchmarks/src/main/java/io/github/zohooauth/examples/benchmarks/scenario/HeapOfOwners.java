package io.github.zohooauth.examples.benchmarks.scenario;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The process of the owners: their tokens come from a store that keeps nothing in memory. */
final class HeapOfOwners {

  private HeapOfOwners() {}

  public static void main(String[] args) {
    int owners = Integer.parseInt(args[0]);
    SelfClient client =
        SelfClient.builder()
            .clientId("1000.BENCHMARK0123456789ABCDEF")
            .clientSecret("0123456789abcdef")
            .dataCenter(DataCenter.EU)
            .tokenStore(new ReadStore())
            .build();
    client.forOwner(TokenOwner.user("first")).getAccessToken();
    long before = used();
    for (int i = 1; i < owners; i++) {
      client.forOwner(TokenOwner.user("user-" + i)).getAccessToken();
    }
    long after = used();
    client.forOwner(TokenOwner.user("first")).getAccessToken();
    System.out.println((after - before) / (double) owners);
    System.exit(0);
  }

  private static long used() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Reads each record out of its text, as from a disk. */
  private static final class ReadStore implements TokenStore {

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      String part = UUID.randomUUID().toString().replace("-", "");
      AccessToken token =
          new AccessToken(
              "1000." + part + "." + part,
              Instant.now().plus(Duration.ofHours(1)),
              Set.of("ZohoCRM.modules.ALL", "ZohoCRM.users.READ"),
              DataCenter.EU,
              URI.create("https://www.zohoapis.eu"));
      StoredToken record =
          StoredToken.refreshing(DataCenter.EU, "1000." + part + "." + part)
              .withAccessToken(token, Instant.now());
      TokenCodec codec = TokenCodec.plain();
      return Optional.of(codec.decode(key, codec.encode(key, record)));
    }

    @Override
    public void save(TokenKey key, StoredToken token) {}

    @Override
    public void delete(TokenKey key) {}
  }
}
