package io.github.zohooauth.examples.tv;

import io.github.zohooauth.client.DeviceAuthorization;
import java.time.Duration;
import java.util.List;

/** How to sign in: a page and a code for it, the same as a QR code, and how long it is good. */
record CodeView(DeviceAuthorization code, Duration remaining, List<String> hint) implements View {

  private static final int BAR = 30;

  @Override
  public void draw(Canvas canvas) {
    canvas.header("Sign in to see your presentations");
    QrCode qr = QrCode.of(code.linkUri());
    boolean hasRoom =
        canvas.columns() >= 36 + qr.columns() + 2 * canvas.left() && canvas.rows() >= qr.rows() + 3;
    int words = hasRoom ? canvas.width() - qr.columns() - 3 : canvas.width();
    int row = words(canvas, words, hasRoom);
    if (hasRoom) {
      int top = 2 + Math.max(0, (canvas.rows() - 3 - qr.rows()) / 2);
      qr.draw(canvas, canvas.columns() - canvas.left() - qr.columns(), top);
    }
    for (String line : hint) {
      for (String part : Lines.of(line, words)) {
        if (row < canvas.rows() - 2) {
          canvas.put(canvas.left(), row++, part, Style.MUTED);
        }
      }
    }
    canvas.footer("Q  quit");
  }

  /** Draws the steps, and returns the row below them. */
  private int words(Canvas canvas, int width, boolean hasRoom) {
    int row = 2;
    String first = hasRoom ? "Scan with a phone, or open there" : "On a phone, open";
    canvas.put(canvas.left(), row++, first, Style.TEXT);
    for (String part : Lines.ofPage(code.verificationUri(), width)) {
      canvas.put(canvas.left(), row++, part, Style.ACCENT);
    }
    row++;
    canvas.put(canvas.left(), row++, "and enter this code:", Style.TEXT);
    row++;
    String spaced = "  " + String.join(" ", code.userCode().split("", -1)).strip() + "  ";
    String wide = spaced.length() <= width ? spaced : "  " + code.userCode() + "  ";
    canvas.fill(canvas.left(), row, wide.length(), 3, Style.CODE);
    canvas.put(canvas.left(), row + 1, wide, Style.CODE);
    row += 4;
    return countdown(canvas, row);
  }

  private int countdown(Canvas canvas, int row) {
    long seconds = Math.max(0, remaining.toSeconds());
    String time = "%d:%02d".formatted(seconds / 60, seconds % 60);
    canvas.put(canvas.left(), row, "The code is good for " + time, Style.TEXT);
    int full = (int) Math.min(BAR, seconds * BAR / 300);
    canvas.put(canvas.left(), row + 1, "━".repeat(full), Style.ACCENT);
    canvas.put(canvas.left() + full, row + 1, "─".repeat(BAR - full), Style.MUTED);
    return row + 3;
  }
}
