package io.github.zohooauth.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.testkit.ManualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** What goes on around the application's function for the secret. */
class SecretReaderTest {

  private static CompletableFuture<String> read(SecretReader reader, String secret) {
    return reader.read(
        () -> secret, Duration.ofSeconds(20), Failures.of(Scene.CLIENT_ID), "Nothing was sent.");
  }

  @Test
  void threadThatCannotBeStarted_isNoFaultOfTheFunction() {
    Executor full =
        work -> {
          throw new Error("no thread is left");
        };
    assertThat(read(new SecretReader(full, new ManualTime()), "secret"))
        .failsWithin(Scene.HANG_GUARD)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(TemporaryFailureException.class)
        .withMessageContaining("Nothing was sent.")
        .withMessageNotContaining("supplier");
  }

  /** What follows may write a log, and the timer has one thread for all deadlines. */
  @Test
  void deadline_goesOnInAnotherThreadThanTheTimers() {
    ManualTime time = new ManualTime();
    Executor threads = // the function hangs: its work never begins
        work -> {
          if (!work.getClass().getSimpleName().equals("Reading")) {
            new Thread(work).start();
          }
        };
    CompletableFuture<Thread> thread =
        read(new SecretReader(threads, time), "secret")
            .handle((secret, failure) -> Thread.currentThread());
    time.advance(SecretReader.LONGEST);
    assertThat(thread).succeedsWithin(Scene.HANG_GUARD).isNotSameAs(Thread.currentThread());
  }
}
