package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.testkit.RawConnection;
import io.github.zohooauth.testkit.RawServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A token endpoint that holds each answer until a test releases it, and notes who calls when. */
final class HeldRenewals implements AutoCloseable {

  private static final Pattern REFRESH = Pattern.compile("refresh_token=1\\.owner-(\\d+)");

  private final BlockingQueue<Integer> arrivals = new LinkedBlockingQueue<>();
  private final AtomicInteger atATime = new AtomicInteger();
  final AtomicInteger most = new AtomicInteger();
  final Semaphore answers = new Semaphore(0);
  final RawServer server = new RawServer(this::serve);

  HeldRenewals() throws IOException {}

  private void serve(RawConnection connection) throws IOException {
    while (connection.awaitRequest()) {
      Matcher refresh = REFRESH.matcher(connection.readRequest());
      assertThat(refresh.find()).isTrue();
      most.accumulateAndGet(atATime.incrementAndGet(), Math::max);
      arrivals.add(Integer.parseInt(refresh.group(1)));
      answers.acquireUninterruptibly();
      atATime.decrementAndGet();
      connection.answer(
          "{\"access_token\":\"1.renewed-%s\",\"expires_in\":3600}".formatted(refresh.group(1)));
    }
  }

  /** Waits for so many calls, and returns their owners in the order of arrival. */
  List<Integer> arrived(int count) throws InterruptedException {
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Integer next = arrivals.poll(Scene.HANG_GUARD.toSeconds(), TimeUnit.SECONDS);
      assertThat(next).as("token call %d after %s", i + 1, owners).isNotNull();
      owners.add(next);
    }
    return owners;
  }

  /** Answers one call at a time, and returns who calls next. */
  List<Integer> answered(int count) throws InterruptedException {
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      answers.release();
      owners.addAll(arrived(1));
    }
    return owners;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
