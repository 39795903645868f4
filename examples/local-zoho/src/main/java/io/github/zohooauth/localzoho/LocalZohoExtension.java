package io.github.zohooauth.localzoho;

import java.lang.reflect.Constructor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each Jupiter test its own started {@link LocalZoho} and closes it afterwards. It works with
 * JUnit 5.10 and later.
 *
 * <p><b>A class whose {@code @BeforeAll} method has such a parameter has one instance for all its
 * tests</b>, those of its nested classes included. The users, tokens, faults and the clock of one
 * test are there in the next test. A class that is made once for all tests ({@code PER_CLASS}) and
 * has the parameter in its constructor has one instance, too. The extension closes it after all
 * tests of the class. A test that needs its own instance there calls {@link LocalZoho#start()} and
 * closes it.
 *
 * <p>Before JUnit 5.12, an instance that a constructor received is closed later: when its thread
 * makes the next instance of the class, or after all tests of the class.
 */
public final class LocalZohoExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(LocalZohoExtension.class);

  /** A resource that the store closes; before JUnit 5.13 it has to be of the store's own type. */
  @SuppressWarnings("deprecation")
  private record Started(LocalZoho zoho) implements Store.CloseableResource, AutoCloseable {
    @Override
    public void close() {
      zoho.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalZoho.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Store store = context.getStore(NAMESPACE);
    @Nullable Started known = store.get(LocalZoho.class, Started.class);
    if (known != null) {
      return known.zoho();
    }
    if (isConstructorOutsideOfItsTest(parameter, context)) {
      Optional.ofNullable(store.remove(Thread.currentThread(), Started.class))
          .ifPresent(Started::close);
      return start(store, Thread.currentThread());
    }
    @Nullable Started ofThread = store.get(Thread.currentThread(), Started.class);
    return ofThread == null ? start(store, LocalZoho.class) : ofThread.zoho();
  }

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  /** Returns whether this is a JUnit that does not tell a constructor for which test it runs. */
  private static boolean isConstructorOutsideOfItsTest(
      ParameterContext parameter, ExtensionContext context) {
    return parameter.getDeclaringExecutable() instanceof Constructor
        && context.getTestMethod().isEmpty()
        && context.getTestInstanceLifecycle().equals(Optional.of(Lifecycle.PER_METHOD));
  }

  private static LocalZoho start(Store store, Object key) {
    LocalZoho zoho = LocalZoho.start();
    store.put(key, new Started(zoho));
    return zoho;
  }
}
