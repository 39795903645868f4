package io.github.zohooauth.localzoho.internal.pages;

import io.github.zohooauth.localzoho.internal.server.Answer;

/** Why a browser sees a page of Zoho's and the application hears nothing (2.2). */
public enum AuthError {
  INVALID_CLIENT("Invalid Client", "The client ID does not exist in this data center."),
  INVALID_REDIRECT_URI("Invalid Redirect Uri", "The URI passed does not match the one configured."),
  INVALID_RESPONSE_TYPE(
      "Invalid Response Type", "The response type does not suit this type of client."),
  INVALID_SCOPE("Invalid OAuth Scope", "The scope does not exist."),
  SEVERAL_PRODUCTS("Invalid OAuth Scope", "All scopes must be of one product."),
  INVALID_CHALLENGE("Invalid Request", "The code challenge is missing or of an unknown method."),
  INVALID_NONCE("Invalid Request", "The nonce has a character that is not allowed."),
  INVALID_ENHANCE_TOKEN("Invalid Request", "The enhance token is unknown, used or too old."),
  INVALID_CHOICE("Invalid Request", "The organization or environment was not offered."),
  SESSION_EXPIRED("Session Expired", "Start again at the application.");

  private final String title;
  private final String text;

  AuthError(String title, String text) {
    this.title = title;
    this.text = text;
  }

  Answer page() {
    return Page.titled(title).text(text).answer(400);
  }
}
