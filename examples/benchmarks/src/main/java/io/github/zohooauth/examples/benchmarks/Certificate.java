package io.github.zohooauth.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate of this machine's loopback, made for one run, and a trust store that knows it. */
public record Certificate(Path folder) {

  private static final String PASSWORD = "changeit";

  /** Makes one with the JDK's keytool. */
  public static Certificate make() throws IOException, InterruptedException {
    Certificate made = new Certificate(Files.createTempDirectory("benchmarks"));
    made.keytool(
        "-genkeypair -keystore key.p12 -alias key -keyalg EC -groupname secp256r1 -dname CN=localhost"
            + " -ext san=dns:localhost -validity 30");
    made.keytool("-exportcert -keystore key.p12 -alias key -file key.cer");
    // JKS, as a trust store that is not encrypted costs its reader nothing.
    made.keytool("-importcert -keystore trust.jks -storetype JKS -file key.cer -noprompt");
    return made;
  }

  private void keytool(String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
  }

  /** What has a JVM trust it. */
  public List<String> options() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + folder.resolve("trust.jks"),
        "-Djavax.net.ssl.trustStoreType=JKS",
        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  SSLContext context() throws GeneralSecurityException, IOException {
    char[] password = PASSWORD.toCharArray();
    KeyStore keys = KeyStore.getInstance(folder.resolve("key.p12").toFile(), password);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
