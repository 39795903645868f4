package io.github.zohooauth.examples.desktop;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javax.swing.SwingWorker;

/** What takes time is done beside the window, and its result comes back to the window. */
final class Work {

  private Work() {}

  static <T> void inBackground(Callable<T> work, Consumer<T> result, Consumer<Trouble> trouble) {
    new SwingWorker<T, Void>() {
      @Override
      protected T doInBackground() throws Exception {
        return work.call();
      }

      @Override
      protected void done() {
        T value;
        try {
          value = get();
        } catch (ExecutionException e) {
          trouble.accept(Trouble.of(e.getCause() == null ? e : e.getCause()));
          return;
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
        result.accept(value);
      }
    }.execute();
  }
}
