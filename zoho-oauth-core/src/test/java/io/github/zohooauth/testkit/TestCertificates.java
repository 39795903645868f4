package io.github.zohooauth.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Certificates of every kind of wrongness, made by the JDK's own tool. */
public final class TestCertificates {

  public static final String PASSWORD = "changeit";

  private final Path directory;

  public TestCertificates(Path directory) {
    this.directory = directory;
  }

  /** Makes a key and its own certificate, for this host. */
  public KeyStore selfSigned(String name, String host, String... more) throws Exception {
    Path file = file(name);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of("-genkeypair", "-alias", "key", "-keyalg", "EC", "-dname", "CN=" + host));
    arguments.addAll(List.of("-ext", "san=dns:" + host, "-storetype", "PKCS12"));
    arguments.addAll(List.of(more));
    run(file, arguments);
    return load(file);
  }

  public KeyStore authority(String name) throws Exception {
    return selfSigned(name, name, "-ext", "bc:c");
  }

  /** Makes a key whose certificate, for this host, that authority has signed. */
  public KeyStore signed(String authority, String name, String host, String... more)
      throws Exception {
    selfSigned(name, host);
    Path request = directory.resolve(name + ".request");
    Path certificate = directory.resolve(name + ".certificate");
    Path issuer = directory.resolve(name + ".issuer");
    run(file(name), List.of("-certreq", "-alias", "key", "-file", "" + request));
    List<String> signing = new ArrayList<>(List.of("-gencert", "-alias", "key"));
    signing.addAll(List.of("-infile", "" + request, "-outfile", "" + certificate));
    signing.addAll(List.of("-ext", "san=dns:" + host));
    signing.addAll(List.of(more));
    run(file(authority), signing);
    run(file(authority), List.of("-exportcert", "-alias", "key", "-file", "" + issuer));
    run(file(name), List.of("-importcert", "-noprompt", "-alias", "issuer", "-file", "" + issuer));
    run(
        file(name),
        List.of("-importcert", "-noprompt", "-alias", "key", "-file", "" + certificate));
    return load(file(name));
  }

  private Path file(String name) {
    return directory.resolve(name + ".p12");
  }

  /** A store that trusts these certificates, and no authority in the world. */
  public static KeyStore trusting(KeyStore... known) throws GeneralSecurityException, IOException {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    for (int i = 0; i < known.length; i++) {
      Certificate certificate = known[i].getCertificate("key");
      trust.setCertificateEntry("trusted-" + i, certificate);
    }
    return trust;
  }

  private static void run(Path store, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(List.of("-keystore", "" + store, "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError("keytool " + arguments.get(0) + " failed");
    }
  }

  private static KeyStore load(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }
}
