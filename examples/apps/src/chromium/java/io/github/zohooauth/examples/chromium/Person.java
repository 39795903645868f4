package io.github.zohooauth.examples.chromium;

import io.github.zohooauth.localzoho.User;

/** What a person does on Zoho's pages whatever the application is. */
public final class Person {

  private Person() {}

  /** Tells Zoho who is there, first by e-mail address and then by password. */
  public static void signsIn(Chromium browser, User user) {
    browser.sees("Sign in to Zoho");
    browser.types("E-mail address", user.email());
    browser.clicks("Next");
    browser.sees("Sign in to Zoho", "Password");
    browser.types("Password", user.password());
    browser.clicks("Sign in");
  }
}
