package io.github.zohooauth.examples.cli.profile;

import java.util.Locale;

/** How users log in, which the type of the client in the API Console decides. */
public enum LoginKind {
  /** Mobile-based, or server-based with a redirect URI on this machine. */
  BROWSER,
  /** Non-browser: the user enters a code on any other device, so it works over ssh. */
  DEVICE,
  /** Self Client: the user copies a code from the API Console. */
  CODE;

  static LoginKind parse(String text) {
    try {
      return valueOf(text.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("login: one of browser, device and code is needed");
    }
  }

  /** Returns the word for a profile's file. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
