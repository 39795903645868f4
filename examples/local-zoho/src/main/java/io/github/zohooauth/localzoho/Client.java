package io.github.zohooauth.localzoho;

import io.github.zohooauth.localzoho.internal.state.Ledger;
import io.github.zohooauth.localzoho.internal.state.Registration;
import io.github.zohooauth.localzoho.protocol.ClientType;
import io.github.zohooauth.localzoho.protocol.RateSwitch;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * A client as the API Console knows it: registered in one data center, with the same id in all and
 * a secret for each (1.3). Thread-safe.
 */
public final class Client {
  private final Registration registration;
  private final Ledger ledger;

  Client(Registration registration, Ledger ledger) {
    this.registration = registration;
    this.ledger = ledger;
  }

  public String id() {
    return registration.id();
  }

  public ClientType type() {
    return registration.type();
  }

  /** Returns the registered redirect URIs, the first one first; none for types without any. */
  public List<URI> redirectUris() {
    return registration.redirectUris();
  }

  /** Returns the name that users read when they are asked for consent. */
  public String name() {
    return registration.name();
  }

  /** Sets the name that users read; the words for the type unless set. */
  public Client named(String name) {
    Objects.requireNonNull(name, "name is null");
    registration.rename(name);
    return this;
  }

  /** Returns the data center where this client is registered. */
  public String location() {
    return registration.location();
  }

  /** Returns the secret of the data center where this client is registered. */
  public String secret() {
    return secret(location());
  }

  /** Returns the secret of a data center, whether or not this client is enabled there. */
  public String secret(String location) {
    return registration.secret(location);
  }

  /** Enables this client for the users of a further data center. */
  public Client enable(String location) {
    registration.enable(location);
    return this;
  }

  /** Makes all data centers use the secret of the one where this client is registered. */
  public Client shareSecret() {
    registration.shareSecret();
    return this;
  }

  /**
   * Returns a fresh authorization code for comma-separated scopes, good for three minutes, for
   * production and the user's first organization; only a self client's owner can make one, and not
   * too many at a time ({@link RateSwitch.Codes}).
   */
  public String code(String scopes) {
    Objects.requireNonNull(scopes, "scopes is null");
    return newCode().scopes(scopes).issue();
  }

  /**
   * Returns the form in which the console asks for what a code is to be good for; only a self
   * client has one.
   */
  public CodeRequest newCode() {
    if (type() != ClientType.SELF_CLIENT) {
      throw new IllegalStateException(type() + " gets its codes by the user's browser");
    }
    return new CodeRequest(registration, ledger);
  }

  /** Names the client id and where it is registered. */
  @Override
  public String toString() {
    return registration.toString();
  }
}
