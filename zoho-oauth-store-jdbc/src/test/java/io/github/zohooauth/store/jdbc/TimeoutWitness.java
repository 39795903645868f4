package io.github.zohooauth.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that notes the timeout of each statement when it is executed. */
final class TimeoutWitness {

  private static final Set<Class<?>> WRAPPED =
      Set.of(Connection.class, Statement.class, PreparedStatement.class);

  private final DataSource real;
  private final List<Integer> timeouts = new CopyOnWriteArrayList<>();

  TimeoutWitness(DataSource real) {
    this.real = real;
  }

  /** Returns the timeouts since the last call of this method, in seconds. */
  List<Integer> timeouts() {
    List<Integer> noted = List.copyOf(timeouts);
    timeouts.clear();
    return noted;
  }

  DataSource dataSource() {
    return wrapped(DataSource.class, real);
  }

  private <T> T wrapped(Class<T> type, Object target) {
    return type.cast(
        Proxy.newProxyInstance(
            TimeoutWitness.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(target, method, arguments)));
  }

  private @Nullable Object call(Object target, Method method, @Nullable Object[] arguments)
      throws Throwable {
    if (target instanceof Statement statement && method.getName().startsWith("execute")) {
      timeouts.add(statement.getQueryTimeout());
    }
    try {
      Object result = method.invoke(target, arguments);
      Class<?> type = method.getReturnType();
      return result != null && WRAPPED.contains(type) ? wrapped(type, result) : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
