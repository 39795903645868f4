package io.github.zohooauth.examples.setting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/** Where a program of a test can listen for the redirect. */
public final class Ports {

  private Ports() {}

  /** Returns a redirect URI on the loopback interface, with a port that was free just now. */
  public static URI freeRedirectUri() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/callback");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
