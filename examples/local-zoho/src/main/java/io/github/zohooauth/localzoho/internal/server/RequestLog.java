package io.github.zohooauth.localzoho.internal.server;

import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every request received, in the order of arrival. Thread-safe. */
public final class RequestLog {
  private final Queue<ReceivedRequest> received = new ConcurrentLinkedQueue<>();

  void add(ReceivedRequest request) {
    received.add(request);
  }

  public List<ReceivedRequest> all() {
    return List.copyOf(received);
  }
}
