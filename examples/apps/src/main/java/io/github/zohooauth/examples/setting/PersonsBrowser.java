package io.github.zohooauth.examples.setting;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.function.Consumer;

/** The browser of the person in front of the screen; where there is none, the URI is printed. */
public final class PersonsBrowser implements Consumer<URI> {

  private final PrintStream out;

  /** Makes one that prints here what it cannot open. */
  public PersonsBrowser(PrintStream out) {
    this.out = out;
  }

  @Override
  public void accept(URI uri) {
    if (!opens(uri)) {
      out.println("Open this in your browser: " + uri);
    }
  }

  private static boolean opens(URI uri) {
    if (GraphicsEnvironment.isHeadless() || !Desktop.isDesktopSupported()) {
      return false;
    }
    Desktop desktop = Desktop.getDesktop();
    if (!desktop.isSupported(Desktop.Action.BROWSE)) {
      return false;
    }
    try {
      desktop.browse(uri);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
