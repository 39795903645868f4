package io.github.zohooauth.localzoho.internal.pages;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A form on a {@link Page}, posted to the server that shows it. Not thread-safe. */
public final class PageForm {
  private final String action;
  private final StringBuilder fields = new StringBuilder();
  private final List<String> targets = new ArrayList<>();
  private int buttons;

  private PageForm(String action) {
    this.action = action;
  }

  /** Returns an empty form that is posted to a path of the same server. */
  public static PageForm to(String action) {
    return new PageForm(action);
  }

  public PageForm hidden(String name, String value) {
    fields.append(
        "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n"
            .formatted(Page.escape(name), Page.escape(value)));
    return this;
  }

  /** Adds a text field of an HTML type such as {@code email}, to be filled in or corrected. */
  PageForm field(String type, String name, String label, String value) {
    fields.append(
        "<label>%s<input type=\"%s\" name=\"%s\" value=\"%s\" required></label>\n"
            .formatted(
                Page.escape(label), Page.escape(type), Page.escape(name), Page.escape(value)));
    return this;
  }

  /** Adds a choice of one among values with their labels, the first one chosen beforehand. */
  PageForm choice(String name, String label, Map<String, String> options) {
    fields.append(
        "<label>%s<select name=\"%s\">\n".formatted(Page.escape(label), Page.escape(name)));
    options.forEach(
        (value, text) ->
            fields.append(
                "<option value=\"%s\">%s</option>\n"
                    .formatted(Page.escape(value), Page.escape(text))));
    fields.append("</select></label>\n");
    return this;
  }

  PageForm checkbox(String name, String value, String label) {
    fields.append(
        "<label class=\"check\"><input type=\"checkbox\" name=\"%s\" value=\"%s\"> %s</label>\n"
            .formatted(Page.escape(name), Page.escape(value), Page.escape(label)));
    return this;
  }

  /** Adds a button; the first is the one that is most likely wanted. */
  PageForm button(String name, String value, String label) {
    fields.append(
        "<button%s name=\"%s\" value=\"%s\">%s</button>\n"
            .formatted(
                buttons++ == 0 ? " class=\"first\"" : "",
                Page.escape(name),
                Page.escape(value),
                Page.escape(label)));
    return this;
  }

  /** Allows the answer to the posted form to redirect there, which browsers check. */
  PageForm mayLeadTo(URI target) {
    targets.add(
        target.getRawAuthority() == null
            ? target.getScheme() + ":"
            : target.getScheme() + "://" + target.getRawAuthority());
    return this;
  }

  List<String> targets() {
    return List.copyOf(targets);
  }

  String html() {
    return "<form method=\"post\" action=\"%s\">\n%s</form>\n"
        .formatted(Page.escape(action), fields);
  }
}
