package io.github.zohooauth.examples.cli.profile;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.DeviceClient;
import io.github.zohooauth.client.MobileClient;
import io.github.zohooauth.client.OAuthClient;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.cli.Surroundings;
import io.github.zohooauth.store.KeyRing;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.file.FileTokenStore;

/** Makes the library's client of a profile. All that this tool says about OAuth is here. */
public final class Clients {

  private final Profile profile;
  private final Surroundings around;
  private final TokenOwner owner;

  public Clients(Profile profile, Surroundings around, TokenOwner owner) {
    this.profile = profile;
    this.around = around;
    this.owner = owner;
  }

  /** Opens the store: encrypted if the profile has keys. */
  public FileTokenStore store() {
    FileTokenStore.Builder store =
        FileTokenStore.builder().directory(profile.tokens(around.home()));
    profile
        .get(Setting.TOKEN_KEYS)
        .ifPresent(keys -> store.codec(TokenCodec.aesGcm(KeyRing.parse(keys))));
    return store.build();
  }

  /** Returns the client, which is one of the three below. */
  public OAuthClient any() {
    return switch (profile.login()) {
      case BROWSER -> browser();
      case DEVICE -> device();
      case CODE -> self();
    };
  }

  /** Returns the client of users who log in by a browser on this machine. */
  public MobileClient browser() {
    MobileClient.Builder client =
        MobileClient.builder()
            .clientId(profile.require(Setting.CLIENT_ID))
            .dataCenter(profile.dataCenter())
            .dataCenters(profile.standIns().toArray(DataCenter[]::new))
            .redirectUri(profile.require(Setting.REDIRECT_URI))
            .owner(owner)
            .tokenStore(store())
            .httpClient(Network.of(profile, around).client())
            .clock(around.tokenClock());
    profile.get(Setting.CLIENT_SECRET).ifPresent(client::clientSecret);
    profile.secrets().forEach(client::clientSecret);
    return client.build();
  }

  /** Returns the client of users who enter a code on another device. */
  public DeviceClient device() {
    DeviceClient.Builder client =
        DeviceClient.builder()
            .clientId(profile.require(Setting.CLIENT_ID))
            .clientSecret(profile.require(Setting.CLIENT_SECRET))
            .dataCenter(profile.dataCenter())
            .dataCenters(profile.standIns().toArray(DataCenter[]::new))
            .promptConsent()
            .owner(owner)
            .tokenStore(store())
            .httpClient(Network.of(profile, around).client())
            .clock(around.tokenClock());
    profile.secrets().forEach(client::clientSecret);
    return client.build();
  }

  /** Returns the client of a user who copies a code from the API Console. */
  public SelfClient self() {
    SelfClient.Builder client =
        SelfClient.builder()
            .clientId(profile.require(Setting.CLIENT_ID))
            .clientSecret(profile.require(Setting.CLIENT_SECRET))
            .dataCenter(profile.dataCenter())
            .dataCenters(profile.standIns().toArray(DataCenter[]::new))
            .owner(owner)
            .tokenStore(store())
            .httpClient(Network.of(profile, around).client())
            .clock(around.tokenClock());
    profile.secrets().forEach(client::clientSecret);
    return client.build();
  }
}
