package io.github.zohooauth.examples.tv;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.graphics.TextGraphics;

/** The screen as a view draws on it: rows and columns of characters. */
final class Canvas {

  private static final int MARGIN = 3;

  private final TextGraphics graphics;

  Canvas(TextGraphics graphics) {
    this.graphics = graphics;
    fill(0, 0, columns(), rows(), Style.TEXT);
  }

  int columns() {
    return graphics.getSize().getColumns();
  }

  int rows() {
    return graphics.getSize().getRows();
  }

  /** Returns the first column that text should have. */
  int left() {
    return MARGIN;
  }

  /** Returns how many columns text may have. */
  int width() {
    return columns() - 2 * MARGIN;
  }

  void fill(int column, int row, int columns, int rows, Style style) {
    graphics.setForegroundColor(style.ink);
    graphics.setBackgroundColor(style.paper);
    graphics.fillRectangle(
        new TerminalPosition(column, row),
        new TerminalSize(Math.max(0, columns), Math.max(0, rows)),
        ' ');
  }

  void put(int column, int row, String text, Style style) {
    graphics.setForegroundColor(style.ink);
    graphics.setBackgroundColor(style.paper);
    graphics.clearModifiers();
    if (style.bold) {
      graphics.enableModifiers(SGR.BOLD);
    }
    graphics.putString(column, row, text);
  }

  void center(int row, String text, Style style) {
    put(Math.max(0, (columns() - text.length()) / 2), row, text, style);
  }

  /** Draws the bar at the top. */
  void header(String title) {
    fill(0, 0, columns(), 1, Style.BAR);
    put(MARGIN, 0, title, Style.BAR);
    String brand = "Zoho Show";
    if (title.length() + brand.length() < width()) {
      put(columns() - MARGIN - brand.length(), 0, brand, Style.BAR);
    }
  }

  /** Draws which keys there are. */
  void footer(String keys) {
    put(MARGIN, rows() - 2, keys, Style.MUTED);
  }
}
