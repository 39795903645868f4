package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each block of Java in each guide compiles, as a file, a type, a method or statements. */
@Timeout(120)
class GuideBlocksTest {

  /** What a reader's IDE imports. */
  private static final String IMPORTS =
      """
      import static org.junit.jupiter.api.Assertions.*;
      import com.fasterxml.jackson.databind.ObjectMapper;
      import com.google.api.client.auth.oauth2.StoredCredential;
      import com.google.api.client.util.store.*;
      import io.github.zohooauth.*;
      import io.github.zohooauth.client.*;
      import io.github.zohooauth.contract.*;
      import io.github.zohooauth.examples.ownstore.*;
      import io.github.zohooauth.examples.readme.OtherHttp.ApiClient;
      import io.github.zohooauth.http.*;
      import io.github.zohooauth.localzoho.*;
      import io.github.zohooauth.localzoho.protocol.*;
      import io.github.zohooauth.store.*;
      import io.github.zohooauth.store.TokenStore.Lease;
      import io.github.zohooauth.store.file.*;
      import io.github.zohooauth.store.jdbc.*;
      import io.github.zohooauth.testing.*;
      import io.micrometer.core.instrument.MeterRegistry;
      import io.micrometer.core.instrument.Timer;
      import java.io.*;
      import java.net.*;
      import java.net.http.*;
      import java.net.http.HttpResponse.BodyHandlers;
      import java.nio.charset.StandardCharsets;
      import java.nio.file.*;
      import java.security.KeyStore;
      import java.sql.Connection;
      import java.sql.ResultSet;
      import java.sql.Statement;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.*;
      import javax.net.ssl.*;
      import okhttp3.Interceptor;
      import okhttp3.OkHttpClient;
      import okhttp3.Response;
      import okhttp3.ResponseBody;
      import org.junit.jupiter.api.Test;
      import org.junit.jupiter.api.extension.ExtendWith;
      import org.springframework.http.client.*;
      import org.springframework.util.StreamUtils;
      import org.springframework.web.client.RestClient;
      """;

  private static final String AROUND = " extends io.github.zohooauth.examples.readme.Surroundings";
  private static final Pattern TYPE =
      Pattern.compile(
          "(?m)^(?:@.*\n)?(?:public |final |abstract )*(?:class|record|interface) (\\w+)");
  private static final Pattern METHOD = Pattern.compile("\\A[\\w<>, ]+ \\w+\\([^\n]*\\) \\{\n");

  @TempDir private Path temp;

  /** A block, and the texts in which it may compile. */
  private record Block(String place, List<String> texts) {}

  private record Source(String name, String text) {
    JavaFileObject file() {
      URI uri = URI.create("string:///" + name + ".java");
      return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
          return text;
        }
      };
    }
  }

  @Test
  void blocks_compile() {
    Map<String, Block> open = new LinkedHashMap<>();
    for (Guide guide : Guide.values()) {
      for (String code : Guide.blocks("java", guide.text())) {
        String name = "b" + open.size();
        String first = code.lines().findFirst().orElse("");
        open.put(name, new Block(guide.path() + ": " + first, texts(name, code)));
      }
    }
    assertThat(open).as("blocks").hasSizeGreaterThan(30);
    assertThat(failures(open)).isEmpty();
  }

  /** So that the test above is seen to find what does not compile, and says where. */
  @Test
  void block_withAMistake_isFound() {
    String code = "AccessToken token = zoho.getAccessTokens();\n";
    Map<String, Block> open = new LinkedHashMap<>();
    open.put("b0", new Block("good", texts("b0", "AccessToken one = zoho.getAccessToken();\n")));
    open.put("b1", new Block("mistaken", texts("b1", code)));
    assertThat(failures(open))
        .singleElement()
        .asString()
        .startsWith("mistaken")
        .contains("getAccessTokens");
  }

  private static List<String> texts(String name, String code) {
    String head = "package " + name + ";\n";
    if (code.startsWith("import ")) {
      return List.of(head + code);
    }
    if (TYPE.matcher(code).lookingAt()) {
      return List.of(head + IMPORTS + code);
    }
    if (METHOD.matcher(code).lookingAt()) {
      return List.of(head + IMPORTS + "abstract class Members" + AROUND + " {\n" + code + "}\n");
    }
    List<String> texts = new ArrayList<>();
    for (String type : List.of("ServerClient", "SelfClient")) {
      texts.add(
          head
              + IMPORTS
              + "abstract class Statements"
              + AROUND
              + " {\n  "
              + type
              + " zoho;\n  abstract String organizationOf(AccessToken token);\n  void run() throws Exception {\n"
              + code
              + "  }\n}\n");
    }
    return texts;
  }

  /** Compiles all blocks together, and those with errors again in their next text. */
  private List<String> failures(Map<String, Block> blocks) {
    Map<String, Block> open = new LinkedHashMap<>(blocks);
    List<String> failures = new ArrayList<>();
    while (true) {
      Map<String, String> errors = errors(open);
      if (errors.isEmpty()) {
        return failures;
      }
      errors.forEach(
          (name, error) -> {
            Block block = open.get(name);
            List<String> others = block.texts().subList(1, block.texts().size());
            if (others.isEmpty()) {
              failures.add(block.place() + ": " + error);
              open.remove(name);
            } else {
              open.put(name, new Block(block.place(), others));
            }
          });
    }
  }

  /** The first error of each block that has one. */
  private Map<String, String> errors(Map<String, Block> blocks) {
    List<JavaFileObject> files = new ArrayList<>();
    blocks.forEach(
        (name, block) -> files.add(new Source(name + "/" + type(block), text(block)).file()));
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of("-cp", System.getProperty("java.class.path"), "-d", temp.toString(), "-proc:none");
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(null, null, found, options, null, files)
            .call();
    Map<String, String> errors = new LinkedHashMap<>();
    for (Diagnostic<? extends JavaFileObject> each : found.getDiagnostics()) {
      if (each.getKind() == Diagnostic.Kind.ERROR) {
        String name = each.getSource().toUri().getPath().split("/", -1)[1];
        errors.putIfAbsent(name, each.getMessage(null));
      }
    }
    assertThat(errors.isEmpty()).isEqualTo(compiled);
    return errors;
  }

  private static String text(Block block) {
    return block.texts().get(0);
  }

  private static String type(Block block) {
    Matcher type = TYPE.matcher(text(block));
    assertThat(type.find()).as(block.place()).isTrue();
    return type.group(1);
  }
}
