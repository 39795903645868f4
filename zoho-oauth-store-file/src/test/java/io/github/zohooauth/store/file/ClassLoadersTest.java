package io.github.zohooauth.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.store.TokenStore;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two applications in one server load the store class twice and share a directory. */
class ClassLoadersTest {

  @TempDir private Path temp;

  /** The code of an application, which its own class loader loads. */
  public static final class Application implements Callable<Boolean> {

    private final FileTokenStore store;
    private final int number;

    public Application(String directory, Integer number) {
      this.store = FileTokenStore.at(Path.of(directory));
      this.number = number;
    }

    /** SaveHistory, which needs no lease, and returns whether the lease was free. */
    @Override
    public Boolean call() {
      for (int i = 0; i < 20; i++) {
        store.save(TokenFixture.KEY, TokenFixture.token(number));
      }
      return store.tryLease(TokenFixture.KEY).map(lease -> close(lease)).orElse(false);
    }

    private static boolean close(TokenStore.Lease lease) {
      lease.close();
      return true;
    }
  }

  @Test
  void storesOfTwoClassLoaders_excludeEachOther_andBothSave() throws Exception {
    TokenStore store = FileTokenStore.at(temp);
    TokenStore.Lease lease = store.tryLease(TokenFixture.KEY).orElseThrow();
    try (URLClassLoader loader = new URLClassLoader(classPath(), null)) {
      Callable<Boolean> other = application(loader);
      assertThat(other.getClass()).isNotEqualTo(Application.class);
      assertThat(other.call()).as("while the other application holds it").isFalse();
      lease.close();
      assertThat(other.call()).as("after it was released").isTrue();
      ExecutorService threads = Executors.newFixedThreadPool(2);
      List<Future<Boolean>> both = new ArrayList<>();
      both.add(threads.submit(other));
      both.add(threads.submit(new Application(temp.toString(), 1)));
      for (Future<Boolean> each : both) {
        each.get();
      }
      threads.shutdown();
    }
    assertThat(store.load(TokenFixture.KEY).map(TokenFixture::number).orElseThrow()).isIn(1, 2);
    store.tryLease(TokenFixture.KEY).orElseThrow().close();
  }

  @SuppressWarnings("unchecked")
  private Callable<Boolean> application(ClassLoader loader) throws ReflectiveOperationException {
    return (Callable<Boolean>)
        loader
            .loadClass(Application.class.getName())
            .getConstructor(String.class, Integer.class)
            .newInstance(temp.toString(), 2);
  }

  private static URL[] classPath() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
