package io.github.zohooauth.localzoho.protocol;

/** What kind of application a client is, as the API Console asks when one is registered. */
public enum ClientType {
  /** Has a secret and redirect URIs; a user's browser brings it codes (section 2). */
  SERVER_BASED("Server-based application"),
  /** Runs in the browser; the redirect brings it access tokens (section 3). */
  CLIENT_BASED("Client-based application"),
  /** Belongs to one account, whose owner makes its codes in the console (section 4). */
  SELF_CLIENT("Self client"),
  /** Runs where no browser is; the user types a code elsewhere (section 5). */
  NON_BROWSER("Non-browser application"),
  /** Runs on a phone or a desktop; its codes are proved by PKCE (section 6). */
  MOBILE_BASED("Mobile-based application");

  private final String text;

  ClientType(String text) {
    this.text = text;
  }

  /** Returns the words by which the console calls this type. */
  @Override
  public String toString() {
    return text;
  }
}
