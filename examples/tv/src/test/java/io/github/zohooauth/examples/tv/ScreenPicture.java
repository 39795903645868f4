package io.github.zohooauth.examples.tv;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.terminal.virtual.VirtualTerminal;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;

/** What a camera sees of a terminal. */
final class ScreenPicture {

  private static final int WIDTH = 10;
  private static final int HEIGHT = 20;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final BufferedImage image;

  private ScreenPicture(BufferedImage image) {
    this.image = image;
  }

  static ScreenPicture of(VirtualTerminal terminal) {
    int columns = terminal.getTerminalSize().getColumns();
    int rows = terminal.getTerminalSize().getRows();
    BufferedImage image =
        new BufferedImage(columns * WIDTH, rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        draw(graphics, column * WIDTH, row * HEIGHT, terminal.getCharacter(column, row));
      }
    }
    graphics.dispose();
    return new ScreenPicture(image);
  }

  private static void draw(Graphics2D graphics, int x, int y, TextCharacter character) {
    Color ink = color(character.getForegroundColor());
    graphics.setColor(color(character.getBackgroundColor()));
    graphics.fillRect(x, y, WIDTH, HEIGHT);
    graphics.setColor(ink);
    switch (character.getCharacterString()) {
      case "█" -> graphics.fillRect(x, y, WIDTH, HEIGHT);
      case "▀" -> graphics.fillRect(x, y, WIDTH, HEIGHT / 2);
      case "▄" -> graphics.fillRect(x, y + HEIGHT / 2, WIDTH, HEIGHT / 2);
      default -> {
        graphics.setFont(
            new Font(Font.MONOSPACED, character.isBold() ? Font.BOLD : Font.PLAIN, 16));
        graphics.drawString(character.getCharacterString(), x, y + 15);
      }
    }
  }

  private static Color color(TextColor color) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue());
  }

  /** Returns what a phone reads in the QR code; empty if there is none. */
  Optional<String> qrCode() {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    RGBLuminanceSource light = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
    try {
      return Optional.of(
          new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(light))).getText());
    } catch (NotFoundException none) {
      return Optional.empty();
    } catch (ReaderException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  void save(String name) {
    try {
      Files.createDirectories(SCREENSHOTS);
      ImageIO.write(image, "png", SCREENSHOTS.resolve(name + ".png").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
