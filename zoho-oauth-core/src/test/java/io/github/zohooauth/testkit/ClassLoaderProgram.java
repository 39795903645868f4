package io.github.zohooauth.testkit;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.client.AwaitedRequests;
import io.github.zohooauth.client.LoopbackReceiver;
import io.github.zohooauth.client.SelfClient;
import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program that has the library in a class loader of its own, as a servlet container does,
 * drops it, and looks at what is left.
 */
public final class ClassLoaderProgram {

  public static final String NOTHING_LEFT = "nothing is left";

  private static final int MAX_ATTEMPTS = 100;

  private ClassLoaderProgram() {}

  /** Takes the class path, where Zoho is, and whether the program closes its client. */
  public static void main(String[] arguments) throws Exception {
    boolean closes = Boolean.parseBoolean(arguments[2]);
    WeakReference<ClassLoader> program = run(arguments[0], arguments[1], closes);
    List<String> left = new ArrayList<>(hooks());
    if (closes && !isCollected(program)) {
      left.add("its classes");
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!thread.isDaemon() && thread != Thread.currentThread()) {
        left.add(thread.getName());
      }
    }
    System.out.println(left.isEmpty() ? NOTHING_LEFT : left);
  }

  private static WeakReference<ClassLoader> run(String classPath, String zoho, boolean closes)
      throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      urls.add(new File(entry).toURI().toURL());
    }
    URLClassLoader classes =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    Method main = classes.loadClass(Program.class.getName()).getMethod("main", String[].class);
    main.setAccessible(true);
    Thread.currentThread().setContextClassLoader(classes);
    main.invoke(null, (Object) new String[] {zoho, Boolean.toString(closes)});
    Thread.currentThread().setContextClassLoader(ClassLoaderProgram.class.getClassLoader());
    classes.close();
    return new WeakReference<>(classes);
  }

  /** Uses a client. */
  static final class Program {

    private Program() {}

    /** Takes where Zoho is, and whether to close. */
    public static void main(String[] arguments) throws IOException {
      DataCenter dataCenter =
          DataCenter.of("eu", URI.create(arguments[0]), URI.create("https://www.zohoapis.eu"));
      SelfClient client =
          SelfClient.builder()
              .clientId("1000.CLIENT")
              .clientSecret("secret")
              .dataCenter(dataCenter)
              .build();
      AccessToken exchanged = client.exchange("1.code").accessToken();
      receiveNothing();
      AccessToken same = client.replaceRejected(exchanged);
      if (!same.equals(exchanged)) {
        throw new IllegalStateException("a token in its first minute was replaced");
      }
      if (Boolean.parseBoolean(arguments[1])) {
        client.close();
      }
    }
  }

  /** Waits for a redirect that does not come, as a program whose user closes the browser. */
  private static void receiveNothing() throws IOException {
    URI redirectUri = URI.create("http://127.0.0.1:" + Ports.free() + "/callback");
    try (LoopbackReceiver receiver = LoopbackReceiver.listen(AwaitedRequests.at(redirectUri))) {
      receiver.await(Duration.ofMillis(1));
    } catch (TemporaryFailureException e) {
      return;
    }
    throw new IllegalStateException("a redirect came");
  }

  private static boolean isCollected(WeakReference<ClassLoader> loader) throws Exception {
    compareRecords();
    CountDownLatch never = new CountDownLatch(1);
    for (int tries = 0; tries < MAX_ATTEMPTS && loader.get() != null; tries++) {
      System.gc();
      boolean unused = never.await(100, TimeUnit.MILLISECONDS);
    }
    return loader.get() == null;
  }

  /** Up to JDK 18 the JDK holds on to the class of the latest record (JDK-8078641): this one. */
  private static void compareRecords() {
    record Latest(@Nullable Latest other, Object value) {}
    Latest latest = new Latest(null, "");
    if (latest.equals(new Latest(latest, "")) || latest.hashCode() == 1) {
      throw new IllegalStateException("records are not compared");
    }
  }

  /** The shutdown hooks, but for that of the JDK's own logging. */
  private static List<String> hooks() throws ReflectiveOperationException {
    Field hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
    hooks.setAccessible(true);
    return ((Map<?, ?>) hooks.get(null))
        .keySet().stream()
            .map(hook -> hook.getClass().getName())
            .filter(name -> !name.equals("java.util.logging.LogManager$Cleaner"))
            .toList();
  }
}
