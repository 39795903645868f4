package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/** A class compiled from a README's block, and run in a JVM of its own. */
record Compiled(Path classes, String className) {

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  /** What an IDE adds to the README's blocks. */
  private static final String IMPORTS =
      """
      import io.github.zohooauth.*;
      import io.github.zohooauth.client.*;
      import io.github.zohooauth.http.*;
      import io.github.zohooauth.store.*;
      import io.github.zohooauth.store.file.*;
      import java.net.URI;
      import java.net.http.*;
      import java.net.http.HttpResponse.BodyHandlers;
      import java.nio.file.Path;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.*;
      """;

  static Compiled type(Path directory, String className, String block) throws IOException {
    return file(directory, className, IMPORTS + block);
  }

  /** A whole file, with imports of its own. */
  static Compiled file(Path directory, String className, String text) throws IOException {
    Path source = directory.resolve(className + ".java");
    Files.writeString(source, text);
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", CLASS_PATH, "-d", directory.toString(), "" + source);
    assertThat(errors).as("errors of the compiler in %s", className).isZero();
    return new Compiled(directory, className);
  }

  /** The statements of a block, as a program. */
  static Compiled statements(Path directory, String className, String block) throws IOException {
    String program =
        """
        class %s {
          public static void main(String[] args) throws Exception {
        %s
          }
        }
        """;
    return type(directory, className, program.formatted(className, block));
  }

  Object newInstance() throws IOException, ReflectiveOperationException {
    URL[] urls = {classes.toUri().toURL()};
    var constructor =
        Class.forName(className, true, new URLClassLoader(urls)).getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  /** Runs the program to its end, and returns what it printed. */
  String run(Path directory, Map<String, String> environment)
      throws IOException, InterruptedException {
    return run(directory, environment, List.of());
  }

  /** Does the same with these options of the JVM. */
  String run(Path directory, Map<String, String> environment, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classes + File.pathSeparator + CLASS_PATH, className));
    Path output = Files.createTempFile(directory, "output", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Process process =
        builder
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
    String printed = Files.readString(output);
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }
}
