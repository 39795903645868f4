package io.github.zohooauth.examples.tv;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.terminal.Terminal;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import com.googlecode.lanterna.terminal.virtual.VirtualTerminalListener;
import io.github.zohooauth.client.DeviceClient;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.store.TokenStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A television that is switched on, and a person who looks at it and has its remote control. */
final class Lobby implements AutoCloseable {

  private static final long HANG_GUARD = TimeUnit.SECONDS.toNanos(5);

  private final DefaultVirtualTerminal terminal;
  private final DeviceClient zoho;
  private final TvScreen screen;
  private final Thread tv;

  private Lobby(Registration registration, TokenStore store, Path file, TerminalSize size) {
    terminal = new DefaultVirtualTerminal(size);
    terminal.addVirtualTerminalListener(new Drawn());
    zoho = TvApp.client(registration).tokenStore(store).build();
    screen = new TvScreen(terminal, registration.clock(), List.of("Hint below the code"));
    PendingCode pending = new PendingCode(file, zoho.clientId(), registration.clock());
    tv = new Thread(new Tv(zoho, pending, screen), "tv");
    tv.start();
  }

  /**
   * Switches it on.
   *
   * @param file where it keeps its code while it is off
   */
  static Lobby on(Registration registration, TokenStore store, Path file) {
    return new Lobby(registration, store, file, new TerminalSize(80, 24));
  }

  static Lobby small(Registration registration, TokenStore store, Path file) {
    return new Lobby(registration, store, file, new TerminalSize(44, 20));
  }

  /** Waits until all of these texts are on the screen, and holds it to what it owes a viewer. */
  String sees(String... texts) {
    synchronized (terminal) {
      long end = System.nanoTime() + HANG_GUARD;
      while (!List.of(texts).stream().allMatch(text()::contains)) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        assertThat(left).as("time for %s on%n%s", List.of(texts), text()).isPositive();
        try {
          terminal.wait(left);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      assertThat(Contrast.tooLittle(terminal)).isEmpty();
      return text();
    }
  }

  /** Waits until something holds that is looked at again each time the screen is drawn. */
  void until(BooleanSupplier condition) {
    synchronized (terminal) {
      long end = System.nanoTime() + HANG_GUARD;
      while (!condition.getAsBoolean()) {
        assertThat(System.nanoTime()).isLessThan(end);
        try {
          terminal.wait(50);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  /** Returns the code that is in the box. */
  String code() {
    String[] lines = sees("and enter this code:").split("\n", -1);
    for (int line = 0; line < lines.length; line++) {
      if (lines[line].contains("and enter this code:")) {
        int width = Math.min(40, lines[line].length());
        return lines[line + 3].substring(0, width).replace(" ", "");
      }
    }
    throw new AssertionError("no code");
  }

  ScreenPicture picture() {
    synchronized (terminal) {
      return ScreenPicture.of(terminal);
    }
  }

  void presses(char letter) {
    terminal.addInput(new KeyStroke(letter, false, false));
  }

  void presses(KeyType key) {
    terminal.addInput(new KeyStroke(key));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < terminal.getTerminalSize().getRows(); row++) {
      for (int column = 0; column < terminal.getTerminalSize().getColumns(); column++) {
        text.append(terminal.getCharacter(column, row).getCharacterString());
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** Switches it off by its key, and waits until it is off. */
  @Override
  public void close() {
    presses('q');
    try {
      tv.join(TimeUnit.NANOSECONDS.toMillis(HANG_GUARD));
      assertThat(tv.isAlive()).as("is still on").isFalse();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    screen.close();
    zoho.close();
  }

  /** Wakes those who wait for a text, by the lock under which the terminal draws. */
  private final class Drawn implements VirtualTerminalListener {
    @Override
    public void onFlush() {
      synchronized (terminal) {
        terminal.notifyAll();
      }
    }

    @Override
    public void onBell() {}

    @Override
    public void onClose() {}

    @Override
    public void onResized(Terminal resized, TerminalSize size) {}
  }
}
