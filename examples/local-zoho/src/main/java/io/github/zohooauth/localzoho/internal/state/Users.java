package io.github.zohooauth.localzoho.internal.state;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Everybody with an account, in all data centers. Thread-safe. */
public final class Users {
  private final Map<String, Account> byEmail = new ConcurrentHashMap<>();

  public Account add(Account user) {
    byEmail.put(user.email().toLowerCase(Locale.ROOT), user);
    return user;
  }

  public Optional<Account> of(String email) {
    return Optional.ofNullable(byEmail.get(email.strip().toLowerCase(Locale.ROOT)));
  }
}
