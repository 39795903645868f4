package io.github.zohooauth.localzoho;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A person with a Zoho account in one data center, who belongs to organizations. Thread-safe. */
public final class User {
  private final String id;
  private final String email;
  private final String location;
  private final List<String> organizations = new CopyOnWriteArrayList<>();
  private final Client selfClient;

  User(String email, String location, Ledger ledger) {
    this.id = Numbers.next();
    this.email = email;
    this.location = RealNames.known(location);
    this.selfClient = new Client(this, location, ledger);
    addOrganization();
    ledger.register(selfClient);
  }

  /** Returns the account's ZUID. */
  public String id() {
    return id;
  }

  public String email() {
    return email;
  }

  /** Returns the code of the data center that the account lives in. */
  public String location() {
    return location;
  }

  /** Returns the id (zsoid, zgid) of the first organization. */
  public String organization() {
    return organizations.get(0);
  }

  /** Returns the ids of all organizations, the first one first. */
  public List<String> organizations() {
    return List.copyOf(organizations);
  }

  /** Makes this user a member of a new organization and returns its id. */
  public String addOrganization() {
    String organization = Numbers.next();
    organizations.add(organization);
    return organization;
  }

  /** Returns the account's one self client, registered in the user's own data center (4.1). */
  public Client selfClient() {
    return selfClient;
  }

  @Override
  public String toString() {
    return email + " in " + location;
  }
}
