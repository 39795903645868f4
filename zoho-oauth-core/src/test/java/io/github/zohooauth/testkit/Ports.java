package io.github.zohooauth.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Ports of this machine, on both of its loopback addresses. */
public final class Ports {

  private static final Random CHANCE = new Random();

  private Ports() {}

  public static List<InetAddress> loopbacks() {
    try {
      return List.of(
          InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
          InetAddress.getByAddress(HexFormat.of().parseHex("0".repeat(31) + "1")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port that nobody has, out of those that no client is given by the system. */
  public static int free() {
    int port = 20_000 + CHANCE.nextInt(12_000);
    return isFree(port) ? port : free();
  }

  /** Whether a server may have the port, and nobody answers there. */
  public static boolean isFree(int port) {
    return loopbacks().stream().allMatch(address -> isFree(address, port));
  }

  private static boolean isFree(InetAddress address, int port) {
    try (Socket visitor = new Socket(address, port)) {
      return !visitor.isConnected();
    } catch (ConnectException e) {
      return isBindable(address, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isBindable(InetAddress address, int port) {
    try (ServerSocket server = new ServerSocket(port, 1, address)) {
      return server.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
