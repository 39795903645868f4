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

/** Connections of which one call fails, and which tell what was left open and what was changed. */
final class Fault {

  /** What becomes of the call that fails. */
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
  private volatile boolean spoiled;
  private volatile boolean restored = true;

  Fault(DataSource real, int at, Effect effect, @Nullable String state) {
    this.real = real;
    this.at = at;
    this.effect = effect;
    this.state = state;
  }

  /** How many calls there were. */
  int calls() {
    return calls.get();
  }

  /** How many statements were executed since the last time this was asked. */
  int statements() {
    return statements.getAndSet(0);
  }

  boolean happened() {
    return calls.get() >= at;
  }

  /** How many connections, statements and results are open. */
  int open() {
    return open.get();
  }

  /** Whether each connection had the state again that it came with, as far as one could set it. */
  boolean restored() {
    return restored;
  }

  /** Connections that come without autocommit. */
  DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            Fault.class.getClassLoader(),
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
      if (target instanceof Connection connection && !spoiled) {
        restored &= !connection.getAutoCommit();
      }
    }
    if (method.getName().startsWith("execute")) {
      statements.incrementAndGet();
    }
    boolean fails = calls.incrementAndGet() == at;
    if (fails) {
      spoiled |= method.getName().equals("setAutoCommit") || effect == Effect.CONNECTION_CLOSED;
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
    return new SQLException("1000.SECRET in the words of a driver", state, state == null ? 5 : 0);
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
        Fault.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> call(result, its, method, arguments));
  }
}
