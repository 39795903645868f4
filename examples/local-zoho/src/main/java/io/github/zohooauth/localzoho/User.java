package io.github.zohooauth.localzoho;

import io.github.zohooauth.localzoho.internal.state.Account;
import io.github.zohooauth.localzoho.internal.state.Ledger;
import io.github.zohooauth.localzoho.internal.state.Presentation;
import io.github.zohooauth.localzoho.internal.state.Registration;
import io.github.zohooauth.localzoho.internal.text.Numbers;
import io.github.zohooauth.localzoho.protocol.ClientType;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A person with a Zoho account in one data center, who belongs to organizations and may register
 * clients as a developer does. Thread-safe.
 */
public final class User {
  private final Account account;
  private final Ledger ledger;
  private final Client selfClient;

  User(Account account, Ledger ledger) {
    this.account = account;
    this.ledger = ledger;
    this.selfClient = register(ClientType.SELF_CLIENT, List.of());
  }

  /** Returns the account's ZUID. */
  public String id() {
    return account.id();
  }

  /** Returns the e-mail address, with which the user signs in. */
  public String email() {
    return account.email();
  }

  /** Returns the password that the sign-in page asks for. */
  public String password() {
    return account.password();
  }

  /** Returns the first name. */
  public String firstName() {
    return account.firstName();
  }

  /** Returns the last name. */
  public String lastName() {
    return account.lastName();
  }

  /** Returns first and last name. */
  public String displayName() {
    return account.displayName();
  }

  /** Gives this user a name. */
  public User named(String firstName, String lastName) {
    Objects.requireNonNull(firstName, "firstName is null");
    Objects.requireNonNull(lastName, "lastName is null");
    account.rename(firstName, lastName);
    return this;
  }

  /** Returns the code of the data center that the account lives in. */
  public String location() {
    return account.location();
  }

  /** Returns the id (zsoid, zgid) of the first organization. */
  public String organization() {
    return account.organization();
  }

  /** Returns the ids of all organizations, the first one first. */
  public List<String> organizations() {
    return account.organizations();
  }

  /** Makes this user a member of a new organization and returns its id. */
  public String addOrganization() {
    return account.addOrganization();
  }

  /** Gives this user a presentation in Zoho Show. */
  public User addPresentation(String name, int slides, Instant modifiedAt) {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(modifiedAt, "modifiedAt is null");
    account.add(new Presentation(Numbers.next(), name, slides, modifiedAt));
    return this;
  }

  /** Returns the account's one self client, registered in the user's own data center (4.1). */
  public Client selfClient() {
    return selfClient;
  }

  /**
   * Registers a server-based client with {@code http} or {@code https} redirect URIs. Like every
   * client of this user, it is registered in the user's data center (2.11).
   */
  public Client serverClient(URI... redirectUris) {
    return register(ClientType.SERVER_BASED, web(redirectUris));
  }

  /**
   * Registers a client-based client. The origins of its redirect URIs are its JavaScript domains.
   */
  public Client browserClient(URI... redirectUris) {
    return register(ClientType.CLIENT_BASED, web(redirectUris));
  }

  /** Registers a non-browser client, which has no redirect URI. */
  public Client deviceClient() {
    return register(ClientType.NON_BROWSER, List.of());
  }

  /** Registers a mobile or desktop client, whose redirect URIs may have a scheme of their own. */
  public Client mobileClient(URI... redirectUris) {
    return register(ClientType.MOBILE_BASED, absolute(redirectUris));
  }

  private Client register(ClientType type, List<URI> redirectUris) {
    Registration registration = new Registration(account, type, redirectUris);
    ledger.register(registration);
    return new Client(registration, ledger);
  }

  private static List<URI> web(URI... redirectUris) {
    List<URI> uris = absolute(redirectUris);
    for (URI uri : uris) {
      if (!uri.getScheme().matches("(?i)https?") || uri.getRawAuthority() == null) {
        throw new IllegalArgumentException("not a web address: " + uri);
      }
    }
    return uris;
  }

  private static List<URI> absolute(URI... redirectUris) {
    Objects.requireNonNull(redirectUris, "redirectUris is null");
    if (redirectUris.length == 0) {
      throw new IllegalArgumentException("a redirect URI is missing");
    }
    for (URI uri : redirectUris) {
      Objects.requireNonNull(uri, "redirectUris has a null");
      if (!uri.isAbsolute() || uri.getRawFragment() != null) {
        throw new IllegalArgumentException("not absolute, or with a fragment: " + uri);
      }
    }
    return Arrays.asList(redirectUris);
  }

  /** Names the e-mail address and the data center. */
  @Override
  public String toString() {
    return account.toString();
  }
}
