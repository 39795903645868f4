package io.github.zohooauth.testkit;

import java.io.IOException;

/** What can become of a connection between the request and its answer. */
public enum SocketFault implements RawServer.Behaviour {
  RESET_BEFORE_THE_REQUEST_IS_READ {
    @Override
    void answer(RawConnection connection) throws IOException {
      connection.resetOnClose();
    }

    @Override
    boolean readsRequest() {
      return false;
    }
  },
  RESET_BEFORE_AN_ANSWER {
    @Override
    void answer(RawConnection connection) throws IOException {
      connection.resetOnClose();
    }
  },
  RESET_IN_THE_HEADERS {
    @Override
    void answer(RawConnection connection) throws IOException {
      connection.write("HTTP/1.1 200 OK\r\nContent-Ty");
      connection.resetOnClose();
    }
  },
  RESET_AFTER_THE_HEADERS {
    @Override
    void answer(RawConnection connection) throws IOException {
      connection.write(HEAD + "Content-Length: 100\r\n\r\n");
      connection.resetOnClose();
    }
  },
  NO_BYTE {
    @Override
    void answer(RawConnection connection) {}
  },
  HALF_A_STATUS_LINE {
    @Override
    void answer(RawConnection connection) throws IOException {
      connection.write("HTTP/1.");
    }
  },
  NO_STATUS_LINE {
    @Override
    void answer(RawConnection connection) throws IOException {
      connection.write(PlantedSecret.IN_HEADER.value + " 200 OK\r\n\r\n");
    }
  },
  BAD_CHUNK {
    @Override
    void answer(RawConnection connection) throws IOException {
      connection.write(HEAD + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n");
    }
  },
  BODY_CUT_SHORT {
    @Override
    void answer(RawConnection connection) throws IOException {
      connection.write(HEAD + "Content-Length: 5000\r\n\r\n{\"access_token\":\"a\"}");
    }
  },
  LENGTH_WITHOUT_SENSE {
    @Override
    void answer(RawConnection connection) throws IOException {
      connection.write(HEAD + "Content-Length: -7\r\n\r\n{}");
    }
  },
  SILENCE {
    @Override
    void answer(RawConnection connection) throws IOException {
      connection.awaitHangUp();
    }
  },
  SILENCE_AFTER_THE_HEADERS {
    @Override
    void answer(RawConnection connection) throws IOException {
      connection.write(HEAD + "Content-Length: 100\r\n\r\n");
      connection.awaitHangUp();
    }
  },
  BODY_WITHOUT_END {
    @Override
    void answer(RawConnection connection) throws IOException {
      connection.write(HEAD + "Content-Length: 1000000000\r\n\r\n");
      writeUntilHangUp(connection, " ".repeat(0x4000));
    }
  },
  HEADERS_WITHOUT_END {
    @Override
    void answer(RawConnection connection) throws IOException {
      connection.write(HEAD);
      writeUntilHangUp(connection, "X: " + "y".repeat(1_000) + "\r\n");
    }
  };

  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

  /** More than any buffer between the two takes, so that a reader who goes on is found out. */
  private static final int PATIENCE = 64 * 1024 * 1024;

  abstract void answer(RawConnection connection) throws IOException;

  boolean readsRequest() {
    return true;
  }

  @Override
  public void serve(RawConnection connection) throws IOException {
    if (connection.awaitRequest()) {
      if (readsRequest()) {
        String unused = connection.readRequest();
      }
      answer(connection);
    }
  }

  private static void writeUntilHangUp(RawConnection connection, String piece) throws IOException {
    for (int sent = 0; sent < PATIENCE; sent += piece.length()) {
      connection.write(piece);
    }
    throw new AssertionError("the client reads on");
  }
}
