package io.github.zohooauth.localzoho;

import io.github.zohooauth.localzoho.internal.server.Mishap;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The faults that a test plants, by server and path, for all data centers together. A request that
 * meets a fault is recorded all the same. If a path has several faults, they come in the order in
 * which they were planted. Thread-safe.
 */
public final class Faults {
  private static final class Awaited {
    private final ServerRole role;
    private final String path;
    private final Function<ReceivedRequest, Optional<Fault>> chosen;
    private int left;

    private Awaited(
        ServerRole role, String path, Function<ReceivedRequest, Optional<Fault>> chosen, int left) {
      this.role = Objects.requireNonNull(role, "role is null");
      this.path = Objects.requireNonNull(path, "path is null");
      this.chosen = Objects.requireNonNull(chosen, "chosen is null");
      this.left = left;
    }
  }

  private final List<Awaited> awaited = new ArrayList<>();

  Faults() {}

  /** Plants {@code fault} for the next request to a path. */
  public void next(ServerRole role, String path, Fault fault) {
    next(role, path, 1, fault);
  }

  /** Plants {@code fault} for each of the next {@code requests} requests to a path. */
  public void next(ServerRole role, String path, int requests, Fault fault) {
    Objects.requireNonNull(fault, "fault is null");
    if (requests < 1) {
      throw new IllegalArgumentException("requests: one or more, not " + requests);
    }
    add(new Awaited(role, path, request -> Optional.of(fault), requests));
  }

  /** Plants {@code fault} for every request to a path, until {@link #clear}. */
  public void always(ServerRole role, String path, Fault fault) {
    Objects.requireNonNull(fault, "fault is null");
    add(new Awaited(role, path, request -> Optional.of(fault), Integer.MAX_VALUE));
  }

  /**
   * Asks {@code chosen} about every request to a path, until {@link #clear}. The request meets the
   * fault that it returns, if any.
   */
  public void each(
      ServerRole role, String path, Function<ReceivedRequest, Optional<Fault>> chosen) {
    add(new Awaited(role, path, chosen, Integer.MAX_VALUE));
  }

  /** Forgets every fault that no request has met. */
  public synchronized void clear() {
    awaited.clear();
  }

  synchronized Optional<Mishap> take(ReceivedRequest request) {
    for (Iterator<Awaited> each = awaited.iterator(); each.hasNext(); ) {
      Awaited next = each.next();
      if (next.role == request.role() && next.path.equals(request.path())) {
        Optional<Fault> fault = next.chosen.apply(request);
        if (fault.isPresent()) {
          if (next.left != Integer.MAX_VALUE && --next.left == 0) {
            each.remove();
          }
          return fault.map(Fault::mishap);
        }
      }
    }
    return Optional.empty();
  }

  private synchronized void add(Awaited more) {
    awaited.add(more);
  }
}
