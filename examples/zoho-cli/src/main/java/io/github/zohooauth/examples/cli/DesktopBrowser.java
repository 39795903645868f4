package io.github.zohooauth.examples.cli;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;

/** The browser of the desktop, if there is one. */
final class DesktopBrowser {

  private DesktopBrowser() {}

  static boolean open(URI page) {
    if (GraphicsEnvironment.isHeadless()
        || !Desktop.isDesktopSupported()
        || !Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
      return false;
    }
    try {
      Desktop.getDesktop().browse(page);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
