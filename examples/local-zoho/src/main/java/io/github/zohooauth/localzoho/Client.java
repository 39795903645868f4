package io.github.zohooauth.localzoho;

import io.github.zohooauth.localzoho.internal.state.Ledger;
import io.github.zohooauth.localzoho.internal.state.Registration;
import io.github.zohooauth.localzoho.protocol.ClientType;
import io.github.zohooauth.localzoho.protocol.RateSwitch;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * A client that is registered in the API Console of one data center. It has the same id in all data
 * centers, and a secret for each (1.3). Thread-safe.
 */
public final class Client {
  private final Registration registration;
  private final Ledger ledger;

  Client(Registration registration, Ledger ledger) {
    this.registration = registration;
    this.ledger = ledger;
  }

  /** Returns the client ID. */
  public String id() {
    return registration.id();
  }

  /** Returns what kind of application it is. */
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

  /** Sets the name that users read. Unless set, it is the words for the type. */
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

  /**
   * Makes a new secret for the data center where this client is registered, as "Regenerate" in the
   * API Console does, and returns it. The earlier one is refused from then on.
   */
  public String regenerateSecret() {
    return registration.regenerateSecret();
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
   * Returns a new authorization code for scopes that are separated by commas. It lives three
   * minutes, and is for production and the owner's first organization.
   *
   * @throws IllegalStateException if this is no self client, or if {@link RateSwitch.Codes} allows
   *     no further code now
   */
  public String code(String scopes) {
    Objects.requireNonNull(scopes, "scopes is null");
    return newCode().scopes(scopes).issue();
  }

  /**
   * Returns the console's form for an authorization code.
   *
   * @throws IllegalStateException if this is no self client
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
