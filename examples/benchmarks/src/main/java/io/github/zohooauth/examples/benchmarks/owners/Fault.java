package io.github.zohooauth.examples.benchmarks.owners;

import io.github.zohooauth.examples.benchmarks.TokenServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.util.Queue;

/** What callers find on the port of an accounts server that is away. */
public enum Fault {
  /** No server listens. */
  REFUSED {
    @Override
    Closeable start(int port, Queue<Socket> hanging) {
      return () -> {};
    }
  },
  /** Connections are reset when a request has begun. */
  RESET {
    @Override
    Closeable start(int port, Queue<Socket> hanging) throws IOException {
      return DeafServer.resetting(port, hanging);
    }
  },
  /** Each answer has status 503. */
  UNAVAILABLE {
    @Override
    Closeable start(int port, Queue<Socket> hanging) throws IOException {
      return TokenServer.unavailable(port)::close;
    }
  },
  /** Connections are accepted, and no request is answered. */
  SILENT {
    @Override
    Closeable start(int port, Queue<Socket> hanging) throws IOException {
      return DeafServer.silent(port, hanging);
    }
  };

  /**
   * Starts what answers instead of the server.
   *
   * @param hanging takes connections that stay open when it is over
   */
  abstract Closeable start(int port, Queue<Socket> hanging) throws IOException;
}
