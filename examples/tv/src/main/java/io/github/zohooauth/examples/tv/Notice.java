package io.github.zohooauth.examples.tv;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.ZohoOAuthException;
import java.util.List;

/** A screen with a few words for the viewer, such as what failed and what to do. */
record Notice(String heading, List<String> words, String keys) implements View {

  private static final String AGAIN = "Enter  try again     Q  quit";

  static Notice loading() {
    return new Notice("Presentations", List.of("One moment ..."), "");
  }

  /** Says what a failure means for a viewer. Only a mistake in the settings has technical words. */
  static Notice of(ZohoOAuthException failure) {
    if (failure instanceof AuthorizationRequiredException) {
      return ofEnd(failure.errorCode().orElse(""));
    }
    if (failure instanceof RateLimitedException limited) {
      return new Notice(
          "Too many attempts",
          List.of("Zoho asks this television to wait until " + limited.retryAt() + "."),
          AGAIN);
    }
    if (failure instanceof ConfigurationException) {
      return new Notice(
          "This television is not set up",
          List.of("Show the following to the person who installed it.", "" + failure.getMessage()),
          AGAIN);
    }
    return new Notice(
        "Zoho does not answer",
        List.of("Check that this television is connected to the internet."),
        AGAIN);
  }

  private static Notice ofEnd(String errorCode) {
    String keys = "Enter  show a new code     Q  quit";
    return switch (errorCode) {
      case "access_denied" ->
          new Notice(
              "You did not allow access",
              List.of("This television shows nothing without it. A new code asks again."),
              keys);
      case "expired", "expired_token", "" ->
          new Notice(
              "The code is too old",
              List.of("A code can be entered for five minutes. Here is the next one."),
              keys);
      default ->
          new Notice(
              "You are signed out",
              List.of("Access to your presentations has ended. Sign in again with a new code."),
              keys);
    };
  }

  @Override
  public void draw(Canvas canvas) {
    int top = Math.max(3, canvas.rows() / 2 - 3);
    canvas.header("Presentations");
    canvas.center(top, heading, Style.TITLE);
    int row = top + 2;
    for (String paragraph : words) {
      for (String line : Lines.of(paragraph, Math.min(68, canvas.columns() - 8))) {
        canvas.center(row++, line, Style.TEXT);
      }
      row++;
    }
    canvas.footer(keys);
  }
}
