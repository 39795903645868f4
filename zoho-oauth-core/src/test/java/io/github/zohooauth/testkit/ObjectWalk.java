package io.github.zohooauth.testkit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Every object of the library that can be reached from others through fields. */
public final class ObjectWalk {

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> ahead = new ArrayDeque<>();

  private ObjectWalk() {}

  public static Set<Object> from(Object... starts) {
    ObjectWalk walk = new ObjectWalk();
    Arrays.asList(starts).forEach(walk::reach);
    while (!walk.ahead.isEmpty()) {
      walk.step(walk.ahead.remove());
    }
    return walk.seen;
  }

  private void reach(@Nullable Object object) {
    if (object instanceof Collection<?> many) {
      many.forEach(this::reach);
    } else if (object instanceof Map<?, ?> map) {
      reach(map.keySet());
      reach(map.values());
    } else if (object instanceof Optional<?> optional) {
      optional.ifPresent(this::reach);
    } else if (object instanceof AtomicReference<?> reference) {
      reach(reference.get());
    } else if (object != null && OwnClasses.isOwn(object.getClass()) && seen.add(object)) {
      ahead.add(object);
    }
  }

  private void step(Object object) {
    for (Class<?> type = object.getClass(); isWalked(type); type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
          reach(valueOf(field, object));
        }
      }
    }
  }

  private static boolean isWalked(@Nullable Class<?> type) {
    return type != null && OwnClasses.isOwn(type) && !type.isHidden();
  }

  private static @Nullable Object valueOf(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
