package io.github.zohooauth.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source on which one JDBC call fails. It counts what is left open or changed. */
final class FailingDataSource {

  /** What happens to the failing call. */
  enum Effect {
    NOT_DONE,
    DONE_BUT_FAILED,
    CONNECTION_CLOSED
  }

  private static final Set<Class<?>> WRAPPED =
      Set.of(Connection.class, PreparedStatement.class, ResultSet.class);

  private final DataSource real;
  private final int at;
  private final Effect effect;
  private final @Nullable String state;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger statements = new AtomicInteger();
  private volatile boolean unusable;
  private volatile boolean restored = true;

  FailingDataSource(DataSource real, int at, Effect effect, @Nullable String state) {
    this.real = real;
    this.at = at;
    this.effect = effect;
    this.state = state;
  }

  /** Returns how many calls were made. */
  int calls() {
    return calls.get();
  }

  /** Returns how many statements were executed since the last call of this method. */
  int statements() {
    return statements.getAndSet(0);
  }

  boolean happened() {
    return calls.get() >= at;
  }

  /** Returns how many connections, statements and results are open. */
  int open() {
    return open.get();
  }

  /** Returns whether each usable connection was closed with autocommit off, as it was opened. */
  boolean restored() {
    return restored;
  }

  /** Returns connections without autocommit. */
  DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            FailingDataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> call(real, null, method, arguments));
  }

  private @Nullable Object call(
      Object target, @Nullable Connection of, Method method, @Nullable Object[] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return method.invoke(target, arguments);
    }
    boolean closes = method.getName().equals("close");
    if (closes) {
      open.decrementAndGet();
      if (target instanceof Connection connection && !unusable) {
        restored &= !connection.getAutoCommit();
      }
    }
    if (method.getName().startsWith("execute")) {
      statements.incrementAndGet();
    }
    boolean fails = calls.incrementAndGet() == at;
    if (fails) {
      unusable |= method.getName().equals("setAutoCommit") || effect == Effect.CONNECTION_CLOSED;
      if (effect == Effect.CONNECTION_CLOSED && of != null) {
        of.close();
      }
    }
    if (fails && effect == Effect.NOT_DONE && !closes) {
      throw failure();
    }
    Object result = invoke(target, method, arguments);
    if (fails && effect != Effect.CONNECTION_CLOSED) {
      if (result instanceof AutoCloseable lost) {
        lost.close();
      }
      throw failure();
    }
    return wrapped(result, of, method.getReturnType());
  }

  private SQLException failure() {
    return new SQLException("1000.SECRET in the message of a driver", state, state == null ? 5 : 0);
  }

  private static @Nullable Object invoke(Object target, Method method, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private @Nullable Object wrapped(@Nullable Object result, @Nullable Connection of, Class<?> type)
      throws SQLException {
    if (result == null || !WRAPPED.contains(type)) {
      return result;
    }
    open.incrementAndGet();
    Connection owner = of;
    if (result instanceof Connection connection) {
      connection.setAutoCommit(false);
      owner = connection;
    }
    Connection its = owner;
    return Proxy.newProxyInstance(
        FailingDataSource.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> call(result, its, method, arguments));
  }
}
