package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.NamingZoho;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Clients of one owner over one store, some with a setting, and a model of what each step does.
 *
 * <p>The model knows the record by its refresh token, by what it adopted last, and by the setting
 * that it had.
 */
final class AdoptHistory implements AutoCloseable {

  private static final String NONE = "none";
  private static final List<String> BROUGHT = List.of("1.a", "1.b", "1.c");

  /** A host: its client, and what the model knows of it. */
  private static final class Host {
    final SelfClient client;
    final @Nullable String setting;
    boolean pending;
    @Nullable String held;

    Host(SelfClient client, @Nullable String setting) {
      this.client = client;
      this.setting = setting;
      this.pending = setting != null;
    }
  }

  private final NamingZoho zoho;
  private final IdleTime time;
  private final Random chance;
  private final TokenStore store = TokenStore.inMemory();
  private final List<Host> hosts = new ArrayList<>();

  private @Nullable String refreshToken;
  private @Nullable String adopted;
  private @Nullable String configured;
  private boolean alive;
  private final Set<String> known = new HashSet<>();
  private int refreshes;

  AdoptHistory(NamingZoho zoho, IdleTime time, Random chance) {
    this.zoho = zoho;
    this.time = time;
    this.chance = chance;
    this.refreshes = zoho.refreshes.size();
    for (int i = 0; i < 3; i++) {
      hosts.add(started());
    }
  }

  private Host started() {
    String setting = chance.nextInt(4) == 0 ? null : any(BROUGHT);
    SelfClient.Builder builder = zoho.client().tokenStore(store).pauses(time);
    return new Host(
        setting == null ? builder.build() : builder.refreshToken(setting).build(), setting);
  }

  private <T> T any(List<T> all) {
    return all.get(chance.nextInt(all.size()));
  }

  void step() {
    int number = chance.nextInt(hosts.size());
    Host host = hosts.get(number);
    switch (chance.nextInt(9)) {
      case 0 -> {
        host.client.close();
        hosts.set(number, started());
      }
      case 1 -> consent(host);
      case 2 -> adopt(host, brought());
      case 3 -> hoursPass();
      case 4 -> refuse();
      case 5 -> {
        if (chance.nextInt(4) == 0) {
          forget(host);
        }
      }
      default -> use(host);
    }
    assertThat(zoho.refreshes).as("refreshes").hasSize(refreshes);
  }

  private void hoursPass() {
    time.advance(Duration.ofHours(2));
    alive = false;
    hosts.forEach(each -> each.held = null);
  }

  /** Zoho no longer accepts one of the refresh tokens. */
  private void refuse() {
    if (refreshToken != null && chance.nextInt(3) == 0) {
      zoho.refused.add(refreshToken);
    }
  }

  private void consent(Host host) {
    refreshToken = NamingZoho.origin(host.client.exchange("1.code").accessToken().value());
    adopted = isNew(host.setting) && host.pending ? host.setting : adopted;
    configured = host.setting == null ? configured : host.setting;
    alive = true;
    known.clear();
    host.pending = false;
    host.held = refreshToken;
  }

  /** One of all, or the one that is stored already. */
  private String brought() {
    String stored = refreshToken;
    return stored == null || chance.nextInt(4) > 0 ? any(BROUGHT) : stored;
  }

  private void adopt(Host host, String token) {
    boolean expected = stores(token);
    assertThat(host.client.adopt(token)).as("adopts").isEqualTo(expected);
    configured = expected && host.setting != null ? host.setting : configured;
    host.pending &= !expected && !token.equals(host.setting);
    host.held = expected ? null : host.held;
  }

  /** Adopts in the model, and returns whether the refresh token is new to the record. */
  private boolean stores(String token) {
    boolean isNew = !token.equals(adopted) && !token.equals(refreshToken);
    if (isNew) {
      refreshToken = token;
      alive = false;
      known.clear();
    }
    adopted = token;
    return isNew;
  }

  /** Returns whether the record does not know this setting. */
  private boolean isNew(@Nullable String setting) {
    return setting != null && !setting.equals(configured) && !setting.equals(adopted);
  }

  private void forget(Host host) {
    host.client.forget();
    refreshToken = null;
    adopted = null;
    configured = null;
    alive = false;
    known.clear();
    host.pending = false;
    host.held = null;
  }

  private void use(Host host) {
    assertThat(used(host.client)).isEqualTo(expected(host));
  }

  private String expected(Host host) {
    if (host.held == null && host.pending) {
      if (isNew(host.setting)) {
        boolean unused = stores(Objects.requireNonNull(host.setting));
        configured = host.setting;
      }
      host.pending = false;
    }
    if (host.held == null && !alive) {
      String token = refreshToken;
      if (token == null) {
        return NONE;
      }
      refreshes += known.contains(token) ? 0 : 1;
      if (zoho.refused.contains(token)) {
        known.add(token);
        return NONE;
      }
      alive = true;
    }
    host.held = host.held == null ? refreshToken : host.held;
    return Objects.requireNonNull(host.held);
  }

  /** Returns the refresh token of which the client's token comes. */
  private static String used(SelfClient client) {
    try {
      return NamingZoho.origin(client.getAccessToken().value());
    } catch (AuthorizationRequiredException e) {
      return NONE;
    }
  }

  @Override
  public void close() {
    hosts.forEach(each -> each.client.close());
  }
}
