package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.internal.transport.HttpSource;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** A slow log of a new HTTP client holds up its own call alone. */
class HttpSourceTest {

  @Test
  void newClient_isLoggedOutsideTheMonitor() {
    HttpSource source = HttpSource.own(HttpClient::newHttpClient);
    HttpClient dead = source.client();
    List<Boolean> holding = new ArrayList<>();
    Handler log =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            holding.add(Thread.holdsLock(source));
            assertThat(source.client()).isNotSameAs(dead);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("io.github.zohooauth");
    logger.addHandler(log);
    try {
      for (int call = 0; call < 6; call++) { // once a minute at most
        source.noteSilence();
      }
    } finally {
      logger.removeHandler(log);
    }
    assertThat(holding).containsExactly(false);
  }
}
