package io.github.zohooauth.examples.tv;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.screen.Screen;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.Terminal;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.DeviceAuthorization;
import io.github.zohooauth.examples.tv.Presentations.Presentation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** The whole terminal as a television's screen, with the keys of a remote control. */
final class TvScreen implements AutoCloseable {

  private static final long BETWEEN_LOOKS = Duration.ofMillis(40).toNanos();

  private final Screen screen;
  private final InstantSource clock;
  private final List<String> hint;

  /**
   * Takes the whole terminal until {@link #close}.
   *
   * @param hint what to say below the code, such as who can sign in at a Zoho on this machine
   */
  TvScreen(Terminal terminal, InstantSource clock, List<String> hint) {
    this.clock = clock;
    this.hint = List.copyOf(hint);
    try {
      this.screen = new TerminalScreen(terminal);
      screen.startScreen();
      screen.setCursorPosition(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Shows a code until the decision has come, or the viewer quits. */
  Wish showCode(DeviceAuthorization code, Future<?> decision) {
    while (!decision.isDone()) {
      show(new CodeView(code, Duration.between(clock.instant(), code.expiresAt()), hint));
      if (key().filter(TvScreen::quits).isPresent()) {
        return Wish.QUIT;
      }
    }
    return Wish.GO_ON;
  }

  /** Shows a list until the viewer wants something else. */
  Wish browse(List<Presentation> list, DataCenter home) {
    int selected = 0;
    while (true) {
      show(new ListView(list, selected, home));
      Optional<KeyStroke> pressed = key();
      if (pressed.filter(TvScreen::quits).isPresent()) {
        return Wish.QUIT;
      }
      if (pressed.filter(key -> is(key, 'r')).isPresent()) {
        return Wish.GO_ON;
      }
      if (pressed.filter(key -> is(key, 's')).isPresent()) {
        return Wish.SIGN_OUT;
      }
      selected = moved(selected, pressed.map(KeyStroke::getKeyType).orElse(KeyType.Unknown), list);
    }
  }

  private static int moved(int selected, KeyType key, List<Presentation> list) {
    return switch (key) {
      case ArrowDown -> Math.min(selected + 1, Math.max(0, list.size() - 1));
      case ArrowUp -> Math.max(selected - 1, 0);
      default -> selected;
    };
  }

  /** Shows a notice until the viewer presses Enter, or quits. */
  Wish tell(Notice notice) {
    while (true) {
      show(notice);
      Optional<KeyStroke> pressed = key();
      if (pressed.filter(TvScreen::quits).isPresent()) {
        return Wish.QUIT;
      }
      if (pressed.filter(key -> key.getKeyType() == KeyType.Enter).isPresent()) {
        return Wish.GO_ON;
      }
    }
  }

  /** Shows a view. Only what differs from the one before is sent to the terminal. */
  void show(View view) {
    try {
      screen.doResizeIfNecessary();
      view.draw(new Canvas(screen.newTextGraphics()));
      screen.refresh(Screen.RefreshType.AUTOMATIC);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the key that was pressed, or empty after a moment, so that clock and size are seen. */
  private Optional<KeyStroke> key() {
    try {
      KeyStroke pressed = screen.pollInput();
      if (pressed == null) {
        LockSupport.parkNanos(BETWEEN_LOOKS);
      }
      return Optional.ofNullable(pressed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean quits(KeyStroke key) {
    return key.getKeyType() == KeyType.EOF || key.getKeyType() == KeyType.Escape || is(key, 'q');
  }

  private static boolean is(KeyStroke key, char letter) {
    Character pressed = key.getCharacter();
    return pressed != null && Character.toLowerCase(pressed) == letter;
  }

  @Override
  public void close() {
    try {
      screen.stopScreen();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
