package io.github.zohooauth.examples.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The public and protected signatures of a library, one a line, as its class files have them. */
final class Signatures {

  private Signatures() {}

  static Set<String> of(Libraries library) {
    Set<String> lines = new TreeSet<>();
    library.classes().stream()
        .filter(found -> !found.getPackageName().contains(".internal"))
        .filter(Signatures::isSeen)
        .map(JavaClass::reflect)
        .forEach(type -> add(type, lines));
    return lines;
  }

  private static boolean isSeen(JavaClass type) {
    return (type.getModifiers().contains(JavaModifier.PUBLIC)
            || type.getModifiers().contains(JavaModifier.PROTECTED))
        && type.getEnclosingClass().map(Signatures::isSeen).orElse(true);
  }

  private static void add(Class<?> type, Set<String> lines) {
    String name = type.getTypeName();
    String parents =
        Stream.concat(Stream.ofNullable(type.getGenericSuperclass()), interfaces(type))
            .map(Type::getTypeName)
            .collect(Collectors.joining(", "));
    String sealed = type.isSealed() ? "sealed " : "";
    int modifiers = type.getModifiers() & ~Modifier.INTERFACE;
    lines.add(
        "%s : %s%s %s%s < %s"
            .formatted(
                name, sealed, Modifier.toString(modifiers), kind(type), variables(type), parents));
    // Inherited from a parent that is not public, a method is there all the same.
    for (Method method : type.getMethods()) {
      if (!method.getDeclaringClass().getName().startsWith("java.")) {
        add(type, method, lines);
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      add(type, method, lines);
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isForOthers(type, constructor.getModifiers())) {
        lines.add(name + " # " + constructor.toGenericString());
      }
    }
    for (Field field : type.getDeclaredFields()) {
      if (isForOthers(type, field.getModifiers()) && !field.isSynthetic()) {
        lines.add(name + " # " + field.toGenericString());
      }
    }
  }

  private static void add(Class<?> type, Method method, Set<String> lines) {
    if (isForOthers(type, method.getModifiers()) && !method.isSynthetic()) {
      lines.add(type.getTypeName() + " # " + text(method));
    }
  }

  /** Without the declaring class, because where a method is inherited from may change. */
  private static String text(Method method) {
    String modifiers = Modifier.toString(method.getModifiers() & ~Modifier.SYNCHRONIZED);
    return modifiers
        + (method.isDefault() ? " default " : " ")
        + variables(method)
        + " "
        + method.getGenericReturnType().getTypeName()
        + " "
        + method.getName()
        + types(method.getGenericParameterTypes(), "(", ")")
        + types(method.getGenericExceptionTypes(), " throws ", "");
  }

  private static String kind(Class<?> type) {
    return type.isInterface()
        ? "interface"
        : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
  }

  private static String variables(GenericDeclaration generic) {
    return Arrays.stream(generic.getTypeParameters())
        .map(variable -> variable + " extends " + Arrays.toString(variable.getBounds()))
        .collect(Collectors.joining(", ", "<", ">"))
        .replace("<>", "");
  }

  private static String types(Type[] types, String before, String after) {
    if (types.length == 0 && after.isEmpty()) {
      return "";
    }
    return Arrays.stream(types)
        .map(Type::getTypeName)
        .collect(Collectors.joining(", ", before, after));
  }

  private static Stream<Type> interfaces(Class<?> type) {
    return Arrays.stream(type.getGenericInterfaces());
  }

  /** A protected member of a final class is for no other class. */
  private static boolean isForOthers(Class<?> type, int modifiers) {
    return Modifier.isPublic(modifiers)
        || (Modifier.isProtected(modifiers) && !Modifier.isFinal(type.getModifiers()));
  }
}
