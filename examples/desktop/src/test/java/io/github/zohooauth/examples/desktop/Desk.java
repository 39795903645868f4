package io.github.zohooauth.examples.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import com.formdev.flatlaf.FlatLightLaf;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;

/** A person at a desk, who sees what the window shows and presses its buttons. */
final class Desk {

  private static final long HANG_GUARD = Duration.ofSeconds(20).toNanos();
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final MainPanel panel;

  private Desk(MainPanel panel) {
    this.panel = panel;
  }

  /** Opens the window's content without a window. */
  static Desk open(Account account) {
    return inWindow(
        () -> {
          FlatLightLaf.setup();
          MainPanel panel = new MainPanel(account);
          panel.setSize(new Dimension(980, 640));
          panel.addNotify();
          return new Desk(panel);
        });
  }

  /** Waits until all these texts are visible. */
  void sees(String... texts) {
    long end = System.nanoTime() + HANG_GUARD;
    while (!inWindow(this::texts).containsAll(List.of(texts))) {
      assertThat(System.nanoTime() - end)
          .as("time for %s among %s", List.of(texts), inWindow(this::texts))
          .isNegative();
      LockSupport.parkNanos(10_000_000);
    }
  }

  List<String> texts() {
    return visible().flatMap(Desk::textsOf).toList();
  }

  private static Stream<String> textsOf(Component component) {
    if (component instanceof JLabel label) {
      return Stream.of(label.getText());
    }
    if (component instanceof AbstractButton button) {
      return Stream.of(String.valueOf(button.getText()));
    }
    if (component instanceof JTable table) {
      return Stream.iterate(0, row -> row < table.getRowCount(), row -> row + 1)
          .flatMap(
              row -> Stream.of(0, 1, 2, 3, 4).map(column -> "" + table.getValueAt(row, column)));
    }
    return Stream.empty();
  }

  void presses(String button) {
    inWindow(
        () -> {
          visible()
              .filter(AbstractButton.class::isInstance)
              .map(AbstractButton.class::cast)
              .filter(each -> button.equals(each.getText()))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no button " + button))
              .doClick(0);
          return "";
        });
  }

  void types(String text) {
    inWindow(
        () -> {
          visible()
              .filter(JTextField.class::isInstance)
              .map(JTextField.class::cast)
              .findFirst()
              .orElseThrow()
              .setText(text);
          return "";
        });
  }

  /** Returns what can be seen now. */
  List<Component> components() {
    return inWindow(() -> visible().toList());
  }

  private Stream<Component> visible() {
    return visibleIn(panel);
  }

  private static Stream<Component> visibleIn(Component component) {
    if (!component.isVisible()) {
      return Stream.empty();
    }
    return component instanceof Container container
        ? Stream.concat(
            Stream.of(component), Stream.of(container.getComponents()).flatMap(Desk::visibleIn))
        : Stream.of(component);
  }

  /** Paints the window's content into a file. */
  void photographs(String name) {
    BufferedImage image =
        inWindow(
            () -> {
              panel.validate();
              BufferedImage painted =
                  new BufferedImage(
                      panel.getWidth(), panel.getHeight(), BufferedImage.TYPE_INT_RGB);
              Graphics2D graphics = painted.createGraphics();
              panel.printAll(graphics);
              graphics.dispose();
              return painted;
            });
    try {
      Files.createDirectories(SCREENSHOTS);
      ImageIO.write(image, "png", SCREENSHOTS.resolve(name + ".png").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T inWindow(Callable<T> action) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      SwingUtilities.invokeAndWait(
          () -> {
            try {
              result.complete(action.call());
            } catch (Throwable e) {
              result.completeExceptionally(e);
            }
          });
    } catch (InterruptedException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
    return result.join();
  }
}
