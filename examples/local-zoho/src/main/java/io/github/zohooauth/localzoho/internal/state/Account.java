package io.github.zohooauth.localzoho.internal.state;

import io.github.zohooauth.localzoho.internal.server.RealNames;
import io.github.zohooauth.localzoho.internal.text.Numbers;
import io.github.zohooauth.localzoho.internal.text.Randoms;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A user's account in one data center: who the user is, and in which organizations. Thread-safe.
 */
public final class Account {
  private final String id = Numbers.next();
  private final String password = Randoms.password();
  private final String email;
  private final String location;
  private volatile String firstName = "Sam";
  private volatile String lastName = "Sample " + id;
  private final List<String> organizations = new CopyOnWriteArrayList<>();
  private final List<Presentation> presentations = new CopyOnWriteArrayList<>();

  public Account(String email, String location) {
    this.email = email;
    this.location = RealNames.known(location);
    addOrganization();
  }

  public String id() {
    return id;
  }

  public String email() {
    return email;
  }

  public String password() {
    return password;
  }

  public String firstName() {
    return firstName;
  }

  public String lastName() {
    return lastName;
  }

  public String displayName() {
    return firstName + " " + lastName;
  }

  public void rename(String first, String last) {
    this.firstName = first;
    this.lastName = last;
  }

  public String location() {
    return location;
  }

  /** Returns the id of the first organization. */
  public String organization() {
    return organizations.get(0);
  }

  public List<String> organizations() {
    return List.copyOf(organizations);
  }

  public String addOrganization() {
    String organization = Numbers.next();
    organizations.add(organization);
    return organization;
  }

  /** Returns the presentations, the first one first. */
  public List<Presentation> presentations() {
    return List.copyOf(presentations);
  }

  public void add(Presentation presentation) {
    presentations.add(presentation);
  }

  /** Names the e-mail address and the data center. */
  @Override
  public String toString() {
    return email + " in " + location;
  }
}
