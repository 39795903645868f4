package io.github.zohooauth.examples.benchmarks.scenario;

import io.github.zohooauth.examples.benchmarks.Bar;
import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.Reading;
import io.github.zohooauth.examples.benchmarks.Row;
import io.github.zohooauth.examples.benchmarks.Samples;
import io.github.zohooauth.examples.benchmarks.Scenario;
import io.github.zohooauth.examples.benchmarks.Size;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What comes with a library at run time. */
public final class Footprint implements Scenario {

  private static final Map<Contender, String> PEERS =
      new EnumMap<>(
          Map.of(
              Contender.GOOGLE_AUTH, "com.google.auth:google-auth-library-oauth2-http",
              Contender.GOOGLE_OAUTH, "com.google.oauth-client:google-oauth-client",
              Contender.MSAL, "com.microsoft.azure:msal4j",
              Contender.SPRING, "org.springframework.security:spring-security-oauth2-client",
              Contender.AWS, "software.amazon.awssdk:utils",
              Contender.SCRIBE, "com.github.scribejava:scribejava-core",
              Contender.NIMBUS, "com.nimbusds:oauth2-oidc-sdk"));

  @Override
  public String name() {
    return "footprint";
  }

  @Override
  public List<Row> measure(Size size) throws Exception {
    Samples jars = new Samples();
    Samples megabytes = new Samples();
    add(Contender.ZOHO_OAUTH, ours(), jars, megabytes);
    if (size != Size.SMOKE) {
      for (Map.Entry<Contender, String> peer : PEERS.entrySet()) {
        add(peer.getKey(), resolved(peer.getValue()), jars, megabytes);
      }
    }
    return List.of(
        new Row("run-time scope, jars", Reading.VALUE, jars, Bar.NONE),
        new Row("run-time scope, MB", Reading.VALUE, megabytes, Bar.NONE));
  }

  private static void add(Contender contender, List<String> files, Samples jars, Samples megabytes)
      throws IOException {
    long bytes = 0;
    for (String file : files) {
      bytes += Files.size(Path.of(file));
    }
    jars.add(contender, files.size());
    megabytes.add(contender, bytes / 1e6);
  }

  /** The build lets nothing but Jackson into our run-time scope. */
  private static List<String> ours() {
    return classPath()
        .filter(
            path -> path.contains("zoho-oauth-core") || path.contains("/com/fasterxml/jackson/"))
        .toList();
  }

  private static Stream<String> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  /**
   * The run-time scope of a peer that has a project for itself, in the version that is measured.
   */
  private static List<String> resolved(String peer) throws Exception {
    int colon = peer.indexOf(':');
    String group = peer.substring(0, colon);
    String artifact = peer.substring(colon + 1);
    String place = "/" + group.replace('.', '/') + "/" + artifact + "/";
    Path jar = Path.of(classPath().filter(path -> path.contains(place)).findFirst().orElseThrow());
    String version = jar.getName(jar.getNameCount() - 2).toString();
    Path list = Files.createTempFile("footprint", ".txt");
    Process maven =
        new ProcessBuilder(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "-q",
                "-f",
                System.getProperty("footprint.pom"),
                "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                "-Dpeer.groupId=" + group,
                "-Dpeer.artifactId=" + artifact,
                "-Dpeer.version=" + version,
                "-Dmdep.includeScope=runtime",
                "-Dmdep.outputFile=" + list,
                "dependency:build-classpath")
            .inheritIO()
            .start();
    if (maven.waitFor() != 0) {
      throw new IOException("cannot resolve " + peer);
    }
    return List.of(Files.readString(list).strip().split(File.pathSeparator));
  }
}
