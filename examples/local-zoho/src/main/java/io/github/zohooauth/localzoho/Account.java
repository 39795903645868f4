package io.github.zohooauth.localzoho;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A user's account in one data center: who the user is, and in which organizations. Thread-safe.
 */
final class Account {
  private final String id = Numbers.next();
  private final String password = Randoms.password();
  private final String email;
  private final String location;
  private volatile String firstName = "Sam";
  private volatile String lastName = "Sample " + id;
  private final List<String> organizations = new CopyOnWriteArrayList<>();

  Account(String email, String location) {
    this.email = email;
    this.location = RealNames.known(location);
    addOrganization();
  }

  String id() {
    return id;
  }

  String email() {
    return email;
  }

  String password() {
    return password;
  }

  String firstName() {
    return firstName;
  }

  String lastName() {
    return lastName;
  }

  String displayName() {
    return firstName + " " + lastName;
  }

  void rename(String first, String last) {
    this.firstName = first;
    this.lastName = last;
  }

  String location() {
    return location;
  }

  /** Returns the id of the first organization. */
  String organization() {
    return organizations.get(0);
  }

  List<String> organizations() {
    return List.copyOf(organizations);
  }

  String addOrganization() {
    String organization = Numbers.next();
    organizations.add(organization);
    return organization;
  }

  /** Names the e-mail address and the data center. */
  @Override
  public String toString() {
    return email + " in " + location;
  }
}
