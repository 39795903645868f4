package io.github.zohooauth.examples.ownstore;

import io.github.zohooauth.store.TokenStore;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads the stores of this package once more, with static fields of their own, as another JVM does.
 * The server is the same.
 */
final class OtherJvm extends URLClassLoader {

  private static final String PACKAGE = OtherJvm.class.getPackageName() + ".";
  private static final String SERVER = KeyValueServer.class.getName();

  private OtherJvm() {
    super(
        new URL[] {OtherJvm.class.getProtectionDomain().getCodeSource().getLocation()},
        OtherJvm.class.getClassLoader());
  }

  static TokenStore open(String type, KeyValueServer server) {
    return open(new OtherJvm(), type, server);
  }

  /** Opens the store with the classes of this loader. */
  static TokenStore open(ClassLoader jvm, String type, KeyValueServer server) {
    try {
      Constructor<?> constructor =
          Class.forName(type, true, jvm).getConstructor(KeyValueServer.class);
      return (TokenStore) constructor.newInstance(server);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type, e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null && name.startsWith(PACKAGE) && !name.startsWith(SERVER)) {
        loaded = findClass(name);
      }
      return loaded == null ? super.loadClass(name, resolve) : loaded;
    }
  }
}
