package io.github.zohooauth.examples.tv;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.examples.tv.Presentations.Presentation;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The presentations, one of them selected. */
record ListView(List<Presentation> list, int selected, DataCenter home) implements View {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("ppd MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final int TOP = 4;

  @Override
  public void draw(Canvas canvas) {
    canvas.header("Presentations");
    if (list.isEmpty()) {
      canvas.center(canvas.rows() / 2 - 1, "No presentations yet", Style.TITLE);
      canvas.center(canvas.rows() / 2 + 1, "Make one in Zoho Show, and press R here.", Style.TEXT);
    } else {
      table(canvas);
    }
    String where = "Zoho " + home.location().toUpperCase(Locale.ROOT);
    canvas.footer("↑ ↓  choose   R  refresh   S  sign out   Q  quit");
    canvas.put(
        canvas.columns() - canvas.left() - where.length(), canvas.rows() - 2, where, Style.ACCENT);
  }

  private void table(Canvas canvas) {
    int name = Math.max(12, canvas.width() - 28);
    canvas.put(canvas.left(), 2, row("Name", "Slides", "Changed", name), Style.MUTED);
    int visible = Math.max(1, canvas.rows() - TOP - 3);
    int first = Math.max(0, Math.min(selected - visible / 2, list.size() - visible));
    for (int line = 0; line < Math.min(visible, list.size() - first); line++) {
      Presentation each = list.get(first + line);
      boolean chosen = first + line == selected;
      String text =
          row(each.name(), Integer.toString(each.slides()), DAY.format(each.modifiedAt()), name);
      canvas.put(
          canvas.left() - 2,
          TOP + line,
          (chosen ? "▸ " : "  ") + text + " ",
          chosen ? Style.SELECTED : Style.TEXT);
    }
  }

  private static String row(String name, String slides, String changed, int width) {
    return pad(Lines.cut(name, width), width)
        + " ".repeat(9 - slides.length())
        + slides
        + "   "
        + pad(changed, 14);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
