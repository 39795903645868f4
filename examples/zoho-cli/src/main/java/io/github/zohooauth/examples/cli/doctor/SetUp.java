package io.github.zohooauth.examples.cli.doctor;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.OAuthClient;
import io.github.zohooauth.client.TokenStatus;
import io.github.zohooauth.examples.cli.Surroundings;
import io.github.zohooauth.examples.cli.profile.Clients;
import io.github.zohooauth.examples.cli.profile.Network;
import io.github.zohooauth.examples.cli.profile.Profile;
import io.github.zohooauth.examples.cli.profile.ProfileDirectory;
import io.github.zohooauth.examples.cli.profile.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The set-up that is examined. What is made or asked for one check serves the later ones. */
public final class SetUp implements AutoCloseable {

  private final Profile profile;
  private final ProfileDirectory profiles;
  private final Surroundings around;
  private final Clients clients;
  private @Nullable Probe probe;
  private @Nullable OAuthClient client;
  private @Nullable Map<String, Reply> answers;

  public SetUp(Profile profile, ProfileDirectory profiles, Surroundings around, TokenOwner owner) {
    this.profile = profile;
    this.profiles = profiles;
    this.around = around;
    this.clients = new Clients(profile, around, owner);
  }

  Profile profile() {
    return profile;
  }

  ProfileDirectory profiles() {
    return profiles;
  }

  Surroundings around() {
    return around;
  }

  Clients clients() {
    return clients;
  }

  String clientId() {
    return profile.require(Setting.CLIENT_ID);
  }

  Probe probe() {
    Probe made = probe;
    if (made == null) {
      made = new Probe(Network.of(profile, around).client());
      probe = made;
    }
    return made;
  }

  /** Returns the client that the other commands use. */
  OAuthClient client() {
    OAuthClient made = client;
    if (made == null) {
      made = clients.any();
      client = made;
    }
    return made;
  }

  Optional<TokenStatus> status() {
    return client().status();
  }

  /** Returns what each data center says to the client ID, in the order of the data centers. */
  Map<String, Reply> answers() {
    Map<String, Reply> known = answers;
    if (known == null) {
      Map<String, CompletableFuture<Reply>> asked = new LinkedHashMap<>();
      for (DataCenter each : profile.dataCenters()) {
        asked.put(each.location(), probe().client(each, clientId()));
      }
      known = new LinkedHashMap<>();
      for (Map.Entry<String, CompletableFuture<Reply>> each : asked.entrySet()) {
        known.put(each.getKey(), each.getValue().join());
      }
      answers = known;
    }
    return known;
  }

  /** Returns where the client is known: all others answer {@code invalid_client}. */
  List<String> knownIn() {
    return answers().entrySet().stream()
        .filter(each -> each.getValue().isJson())
        .filter(each -> !each.getValue().error().equals("invalid_client"))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }
}
