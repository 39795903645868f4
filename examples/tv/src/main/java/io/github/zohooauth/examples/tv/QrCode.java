package io.github.zohooauth.examples.tv;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.net.URI;

/** The QR code of a URI, two of its modules in each character. */
final class QrCode {

  /** A phone needs a light margin around the code. */
  private static final int MARGIN = 2;

  private final ByteMatrix modules;

  private QrCode(ByteMatrix modules) {
    this.modules = modules;
  }

  static QrCode of(URI uri) {
    try {
      return new QrCode(Encoder.encode(uri.toString(), ErrorCorrectionLevel.L).getMatrix());
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code", e);
    }
  }

  int columns() {
    return modules.getWidth() + 2 * MARGIN;
  }

  int rows() {
    return (modules.getHeight() + 2 * MARGIN + 1) / 2;
  }

  void draw(Canvas canvas, int left, int top) {
    for (int row = 0; row < rows(); row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns(); column++) {
        boolean upper = isDark(column, 2 * row);
        boolean lower = isDark(column, 2 * row + 1);
        line.append(upper ? (lower ? '█' : '▀') : (lower ? '▄' : ' '));
      }
      canvas.put(left, top + row, line.toString(), Style.PAPER);
    }
  }

  private boolean isDark(int column, int row) {
    int x = column - MARGIN;
    int y = row - MARGIN;
    return x >= 0
        && y >= 0
        && x < modules.getWidth()
        && y < modules.getHeight()
        && modules.get(x, y) == 1;
  }
}
