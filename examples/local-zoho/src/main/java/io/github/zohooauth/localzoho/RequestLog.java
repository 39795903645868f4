package io.github.zohooauth.localzoho;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every request received, in the order of arrival. Thread-safe. */
final class RequestLog {
  private final Queue<ReceivedRequest> received = new ConcurrentLinkedQueue<>();

  void add(ReceivedRequest request) {
    received.add(request);
  }

  List<ReceivedRequest> all() {
    return List.copyOf(received);
  }
}
