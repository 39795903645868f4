package io.github.zohooauth.examples.setting;

import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.store.file.FileTokenStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Zoho that a program runs against: the real one if {@code ZOHO_CLIENT_ID}, {@code
 * ZOHO_CLIENT_SECRET} and {@code ZOHO_DC} are set, else one on this machine.
 */
public final class Zoho implements AutoCloseable {

  private final Registration registration;
  private final @Nullable LocalZoho local;
  private final @Nullable User user;

  private Zoho(Registration registration, @Nullable LocalZoho local, @Nullable User user) {
    this.registration = registration;
    this.local = local;
    this.user = user;
  }

  /**
   * Returns the real Zoho, or starts one on this machine and prints who can sign in there.
   *
   * @param registering what a developer does in the API Console of the one on this machine
   */
  public static Zoho of(Map<String, String> environment, Function<User, Client> registering) {
    Settings settings = Settings.in(environment, "ZOHO_CLIENT_ID", "ZOHO_CLIENT_SECRET", "ZOHO_DC");
    return settings.areThere()
        ? new Zoho(Registration.of(settings), null, null)
        : onThisMachine(registering);
  }

  private static Zoho onThisMachine(Function<User, Client> registering) {
    LocalZoho zoho = LocalZoho.startTicking(Reading.documented());
    User user = zoho.user("eu");
    Samples.leads(zoho, user);
    System.out.println("A Zoho runs on this machine. Sign in there");
    System.out.println("  as       " + user.email());
    System.out.println("  password " + user.password());
    return new Zoho(Registration.of(zoho, registering.apply(user)), zoho, user);
  }

  /** Returns the program's client. */
  public Registration registration() {
    return registration;
  }

  /** Returns who can sign in at a Zoho on this machine; empty at the real one. */
  public Optional<User> user() {
    return Optional.ofNullable(user);
  }

  /**
   * Returns where a program keeps its tokens: in your home directory those of the real Zoho, in
   * memory those of one that ends with the program.
   */
  public TokenStore tokenStore() {
    return local == null ? FileTokenStore.at(directory()) : TokenStore.inMemory();
  }

  /** Returns where a program of the real Zoho keeps its files, which only their owner may read. */
  public static Path directory() {
    return Path.of(System.getProperty("user.home"), ".zoho-oauth-examples");
  }

  @Override
  public void close() {
    if (local != null) {
      local.close();
    }
  }
}
