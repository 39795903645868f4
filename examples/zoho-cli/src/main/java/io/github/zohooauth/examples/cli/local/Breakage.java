package io.github.zohooauth.examples.cli.local;

import static io.github.zohooauth.examples.cli.profile.LoginKind.BROWSER;
import static io.github.zohooauth.examples.cli.profile.LoginKind.CODE;
import static io.github.zohooauth.examples.cli.profile.LoginKind.DEVICE;

import io.github.zohooauth.examples.cli.profile.Setting;
import java.time.Duration;

/** The ways in which a set-up can be broken, each with the check of the doctor that names it. */
public enum Breakage {
  CLIENT_ID_MISSING("client ID", setup -> setup.set(CODE, "client-id", "")),
  CLIENT_ID_QUOTED(
      "client ID", setup -> setup.set(CODE, "client-id", "\"" + setup.client(CODE).id() + "\"")),
  CLIENT_ID_IS_THE_SECRET(
      "client ID", setup -> setup.set(CODE, "client-id", setup.client(CODE).secret())),
  STORE_READABLE_BY_OTHERS("token store", setup -> Plant.open(setup.home().resolve("tokens"))),
  STORE_KEY_LOST("token store", Plant::keyLost),
  STORE_IN_PLAIN_TEXT("token store", setup -> Plant.key(setup)),
  ZOHO_IN_TROUBLE("network", Plant::trouble),
  LOGIN_PAGE_OF_THE_NETWORK("network", Plant::captivePortal),
  SERVER_GONE("network", Plant::gone),
  PROXY_UNREACHABLE("network", setup -> Plant.behindProxy(setup, "http://127.0.0.1:1", true)),
  PROXY_REFUSES("network", Plant::refusedByProxy),
  CERTIFICATE_NOT_TRUSTED("network", setup -> Plant.behindProxy(setup, "", false)),
  CERTIFICATE_FILE_MISSING("network", setup -> setup.set(CODE, "ca-file", "/nowhere/company.pem")),
  CLOCK_AHEAD("clock", setup -> setup.clockAhead(Duration.ofMinutes(20))),
  CLOCK_BEHIND("clock", setup -> setup.clockAhead(Duration.ofMinutes(-20))),
  CLIENT_DELETED(
      "data center", setup -> setup.set(CODE, "client-id", "1000.ABCDEFGHIJKLMNOPQRSTUVWXYZ2345")),
  WRONG_DATA_CENTER("data center", setup -> setup.set(CODE, "data-center", "us")),
  NO_SUCH_DATA_CENTER("data center", setup -> setup.set(CODE, "data-center", "europe")),
  SECRET_MISSING("client secret", setup -> setup.set(CODE, "client-secret", "")),
  SECRET_REGENERATED(
      "client secret",
      setup -> {
        String unused = setup.client(CODE).regenerateSecret();
      }),
  SECRET_READABLE_BY_OTHERS(
      "client secret", setup -> Plant.open(setup.profiles().file(LocalSetup.name(CODE)))),
  MULTI_DC_OFF("Multi DC", setup -> setup.set(CODE, "users-in", "in")),
  SECRET_OF_ANOTHER_DATA_CENTER(
      "Multi DC",
      setup -> {
        setup.client(CODE).enable("in");
        setup.set(CODE, "users-in", "in");
      }),
  REDIRECT_URI_WITH_A_SLASH("redirect URI", Plant::slash),
  REDIRECT_URI_ELSEWHERE(
      "redirect URI",
      setup -> {
        setup.use(BROWSER);
        setup.set(BROWSER, Setting.REDIRECT_URI.key(), "https://app.example/callback");
      }),
  REDIRECT_PORT_TAKEN("redirect URI", Plant::portTaken),
  SELF_CLIENT_IN_A_BROWSER("redirect URI", Plant::selfClientInBrowser),
  SCOPE_UNKNOWN(
      "scopes",
      setup -> {
        setup.use(BROWSER);
        setup.set(BROWSER, "scopes", "ZohoCRM.org.READ,ZohoCrm.moduls.READ");
      }),
  SCOPE_UNKNOWN_TO_DEVICES(
      "scopes",
      setup -> {
        setup.use(DEVICE);
        setup.set(DEVICE, "scopes", "ZohoCRM.org.READ,ZohoCRM.modules.SEE");
      }),
  SELF_CLIENT_FOR_A_DEVICE("scopes", setup -> setup.set(CODE, "login", "device")),
  SCOPE_NOT_GRANTED(
      "scopes", setup -> setup.set(CODE, "scopes", "ZohoCRM.org.READ,ZohoBooks.fullaccess.ALL")),
  ACCESS_DENIED("limits", Plant::accessDenied),
  TOO_MANY_CALLS("limits", Plant::tooManyCalls),
  NOT_LOGGED_IN("refresh token", setup -> setup.use(BROWSER)),
  NO_REFRESH_TOKEN("refresh token", setup -> setup.logInByBrowser(false, Plant.scopes())),
  APP_REMOVED("refresh token", Plant::appRemoved),
  APP_REMOVED_JUST_NOW("refresh token", Plant::evicted);

  /** Breaks a set-up. */
  @FunctionalInterface
  interface Planting {
    void in(LocalSetup setup);
  }

  private final String check;

  @SuppressWarnings("ImmutableEnumChecker") // each is a lambda without state
  private final Planting planting;

  Breakage(String check, Planting planting) {
    this.check = check;
    this.planting = planting;
  }

  /** Returns the name of the check that has to fail, and no other. */
  public String check() {
    return check;
  }

  /** Breaks a set-up that was well. */
  public void plantIn(LocalSetup setup) {
    planting.in(setup);
  }
}
