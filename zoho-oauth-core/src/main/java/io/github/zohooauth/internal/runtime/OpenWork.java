package io.github.zohooauth.internal.runtime;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The work in progress of one client: {@code close()} waits for some of it, and ends the rest.
 *
 * <p>It waits for a renewal that holds a lease, and for a sign-in whose code was sent. If the
 * application closed its store before, the tokens would be lost and the lease kept. Thread-safe.
 */
public final class OpenWork {

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(25);

  private final Set<Piece> pieces = ConcurrentHashMap.newKeySet();
  private final Set<Runnable> endings = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** The failure of a call to a closed client. Callers see an {@link IllegalStateException}. */
  public static final class ClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public ClosedException() {
      super("the client is closed");
    }
  }

  /** A piece of work that {@code close()} waits for. */
  public final class Piece {

    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private volatile @Nullable Thread thread;

    /**
     * Marks this thread as the one that does the piece. If it closes the client, it does not wait
     * for itself.
     */
    public Piece inThisThread() {
      thread = Thread.currentThread();
      return this;
    }

    /** Ends the piece; idempotent. */
    public void end() {
      pieces.remove(this);
      end.complete(null);
    }

    private boolean isOfThisThread() {
      return thread == Thread.currentThread();
    }
  }

  public boolean isClosed() {
    return closed;
  }

  /** Begins a piece, or refuses it if the client is closed. */
  public Piece begin() {
    Piece piece = beginAnyway();
    if (closed) { // read after the piece was added, so that close() misses no piece
      piece.end();
      throw new ClosedException();
    }
    return piece;
  }

  /** Begins a piece even if the client is closed, because Zoho has already issued its tokens. */
  public Piece beginAnyway() {
    Piece piece = new Piece();
    pieces.add(piece);
    return piece;
  }

  /** Does the work as one piece. */
  public <T> CompletableFuture<T> during(Supplier<CompletableFuture<T>> work) {
    Piece piece = begin();
    try {
      return work.get().whenComplete((result, failure) -> piece.end());
    } catch (Throwable e) {
      piece.end();
      throw e;
    }
  }

  /** Runs {@code ending} when the client is closed, unless the work is complete by then. */
  public void endAtClose(CompletableFuture<?> work, Runnable ending) {
    endings.add(ending);
    work.whenComplete((result, failure) -> endings.remove(ending));
    if (closed) {
      ending.run();
    }
  }

  /** Refuses new pieces, and ends the work that only waits. */
  void close() {
    closed = true;
    endings.forEach(Runnable::run);
  }

  /** Waits for the pieces. A thread of a client does not wait, because a piece may need it. */
  void await() {
    if (Thread.currentThread() instanceof ClientThreads.Daemon) {
      return;
    }
    CompletableFuture<?>[] open =
        pieces.stream()
            .filter(piece -> !piece.isOfThisThread())
            .map(piece -> piece.end)
            .toArray(CompletableFuture<?>[]::new);
    boolean unused = Futures.isDoneWithin(LONGEST_CLOSE, CompletableFuture.allOf(open));
  }
}
