package io.github.zohooauth.examples.benchmarks.library;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A library that has an expired token and a refresh token for each of many owners. */
public interface ManyOwners extends AutoCloseable {

  /** Asks for an owner's token. Does not wait. */
  CompletableFuture<?> token(int owner);

  @Override
  void close();

  /** A call that waits for a token. */
  interface Call {
    Object token() throws Exception;
  }

  /** Returns the threads of a library whose callers wait on threads of the application. */
  static ExecutorService threads(Burst burst) {
    return Executors.newFixedThreadPool(
        burst.atATime(),
        work -> {
          Thread thread = new Thread(work);
          thread.setDaemon(true);
          return thread;
        });
  }

  static CompletableFuture<Object> on(ExecutorService threads, Call call) {
    CompletableFuture<Object> token = new CompletableFuture<>();
    threads.execute(
        () -> {
          try {
            token.complete(call.token());
          } catch (Throwable e) {
            token.completeExceptionally(e);
          }
        });
    return token;
  }
}
