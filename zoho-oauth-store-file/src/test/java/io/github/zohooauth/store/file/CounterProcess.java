package io.github.zohooauth.store.file;

import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that increments a count in a record under its lease, and writes a history.
 *
 * <p>The history has the line {@code enter 7 41} if process 7 has read 41, and {@code leave 7 42}
 * if it has stored 42.
 */
final class CounterProcess {

  private CounterProcess() {}

  /** Arguments: directory, history, number of this process, and the count at which to stop. */
  public static void main(String[] args) throws IOException {
    FileTokenStore store = FileTokenStore.at(Path.of(args[0]));
    int last = Integer.parseInt(args[3]);
    try (FileChannel history = FileChannel.open(Path.of(args[1]), StandardOpenOption.APPEND)) {
      int count = 0;
      while (count < last) {
        Optional<TokenStore.Lease> lease = store.tryLease(TokenFixture.KEY);
        if (lease.isPresent()) {
          count = section(lease.get(), history, args[2]);
        } else {
          LockSupport.parkNanos(200_000);
        }
      }
    }
  }

  private static int section(TokenStore.Lease lease, FileChannel history, String process)
      throws IOException {
    try {
      int count = lease.current().map(TokenFixture::number).orElse(0);
      write(history, "enter %s %d%n".formatted(process, count));
      StoredToken next = TokenFixture.token(count + 1);
      if (!lease.replace(next)) {
        write(history, "refused %s %d%n".formatted(process, count));
      }
      write(history, "leave %s %d%n".formatted(process, count + 1));
      return count + 1;
    } finally {
      lease.close();
    }
  }

  private static void write(FileChannel history, String line) throws IOException {
    history.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
  }
}
