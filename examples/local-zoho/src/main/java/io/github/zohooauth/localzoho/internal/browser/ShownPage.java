package io.github.zohooauth.localzoho.internal.browser;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page as it arrived, read for what a person would fill in.
 *
 * @param action the path that the form is posted to, empty if there is no form
 */
public record ShownPage(String action, String html) {
  private static final Pattern TITLE = Pattern.compile("<title>([^<]*)</title>");
  private static final Pattern TEXT = Pattern.compile("<p[^>]*>([^<]*)</p>");
  private static final Pattern ALERT = Pattern.compile("<p role=\"alert\">([^<]*)</p>");
  private static final Pattern FORM = Pattern.compile("<form method=\"post\" action=\"([^\"]*)\"");
  private static final Pattern FIELD =
      Pattern.compile("<input type=\"(\\w+)\" name=\"([^\"]*)\" value=\"([^\"]*)\"");
  private static final Pattern CHOICE =
      Pattern.compile("<select name=\"([^\"]*)\">(.*?)</select>", Pattern.DOTALL);
  private static final Pattern OPTION = Pattern.compile("<option value=\"([^\"]*)\"");
  private static final Pattern BUTTON =
      Pattern.compile("<button[^>]* name=\"([^\"]*)\" value=\"([^\"]*)\"");

  public static ShownPage of(String html) {
    return new ShownPage(first(FORM, html), html);
  }

  /** Returns whether the page complains or asks nothing, so that a user cannot go on. */
  public boolean isEnd() {
    return action.isEmpty() || !first(ALERT, html).isEmpty();
  }

  public String title() {
    return first(TITLE, html);
  }

  /** Returns what the page complains about; its first words if it does not complain. */
  public String message() {
    String alert = first(ALERT, html);
    return alert.isEmpty() ? first(TEXT, html) : alert;
  }

  /** Returns the form as a person's browser would post it. */
  public String filledIn(String email, String password, Choices choices) {
    List<String> pairs = new ArrayList<>();
    FIELD
        .matcher(html)
        .results()
        .filter(field -> !field.group(1).equals("checkbox") || choices.grantsForSession())
        .forEach(field -> pairs.add(pair(text(field, 2), value(field, email, password, choices))));
    CHOICE
        .matcher(html)
        .results()
        .forEach(
            choice ->
                pairs.add(
                    pair(
                        text(choice, 1),
                        choices.among(all(OPTION, choice.group(2)), text(choice, 1)))));
    List<MatchResult> buttons = BUTTON.matcher(html).results().toList();
    MatchResult button = buttons.get(choices.accepts() ? 0 : buttons.size() - 1);
    pairs.add(pair(text(button, 1), text(button, 2)));
    return String.join("&", pairs);
  }

  /** Returns whether this is a page on which a user accepts or rejects. */
  public boolean asksToDecide() {
    return BUTTON.matcher(html).results().anyMatch(button -> text(button, 1).equals("decision"));
  }

  private static String value(MatchResult field, String email, String password, Choices choices) {
    return switch (text(field, 2)) {
      case "login_id" -> email;
      case "password" -> password;
      case "user_code" -> choices.userCode();
      default -> text(field, 3);
    };
  }

  /** Returns the first match, empty if there is none. */
  private static String first(Pattern pattern, String html) {
    return all(pattern, html).stream().findFirst().orElse("");
  }

  private static List<String> all(Pattern pattern, String html) {
    return pattern.matcher(html).results().map(match -> text(match, 1)).toList();
  }

  private static String text(MatchResult match, int group) {
    return match
        .group(group)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private static String pair(String name, String value) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8)
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Names the path that the form is posted to. */
  @Override
  public String toString() {
    return "ShownPage[" + action.split("\\?", 2)[0] + "]";
  }
}
