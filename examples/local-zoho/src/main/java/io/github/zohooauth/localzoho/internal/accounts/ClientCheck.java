package io.github.zohooauth.localzoho.internal.accounts;

import io.github.zohooauth.localzoho.internal.state.Refused;
import io.github.zohooauth.localzoho.internal.state.Registration;
import io.github.zohooauth.localzoho.internal.state.TokenError;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.BrowserSwitch;
import io.github.zohooauth.localzoho.protocol.ClientType;
import io.github.zohooauth.localzoho.protocol.Switch;
import java.util.Optional;

/** Whether a client may call the accounts server of one data center (1.3, 8.2). */
final class ClientCheck {
  private final World world;
  private final String location;

  ClientCheck(World world, String location) {
    this.world = world;
    this.location = location;
  }

  /** Returns the client with this id and secret, and refuses an unknown or a wrong one. */
  Registration check(Optional<String> id, Optional<String> secret) {
    Registration client = enabled(id);
    if (!secretFits(client, secret.orElse(""))) {
      throw new Refused(TokenError.INVALID_CLIENT_SECRET);
    }
    return client;
  }

  /** Returns the non-browser client with this id, and refuses any other (5.1). */
  Registration nonBrowser(Optional<String> id) {
    Registration client = enabled(id);
    if (client.type() != ClientType.NON_BROWSER) {
      throw new Refused(TokenError.INVALID_CLIENT);
    }
    return client;
  }

  private Registration enabled(Optional<String> id) {
    Registration client =
        id.flatMap(world.ledger()::client)
            .orElseThrow(() -> new Refused(TokenError.INVALID_CLIENT));
    if (!client.enabledAt(location)) {
      throw new Refused(
          world.reading().is(Switch.NotEnabledError.INVALID_CODE)
              ? TokenError.INVALID_CODE
              : TokenError.INVALID_CLIENT);
    }
    return client;
  }

  private boolean secretFits(Registration client, String secret) {
    boolean mayLeaveItOut =
        switch (client.type()) {
          case CLIENT_BASED -> true;
          case MOBILE_BASED -> world.reading().is(BrowserSwitch.MobileSecret.OPTIONAL);
          case SERVER_BASED, SELF_CLIENT, NON_BROWSER -> false;
        };
    return secret.isEmpty() ? mayLeaveItOut : secret.equals(client.secret(location));
  }
}
