package io.github.zohooauth.localzoho.internal.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority whose keys are made when it starts and never leave memory. */
public final class TestAuthority {
  private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
  private static final byte[] AUTHORITY = name("Local Zoho test authority");
  private static final char[] NO_PASSWORD = new char[0];

  private final SecureRandom random = new SecureRandom();
  private final KeyPair keys;
  private final X509Certificate certificate;

  private TestAuthority() throws GeneralSecurityException {
    keys = newKeys();
    byte[] constraints = Der.sequence(Der.bool(true));
    certificate =
        sign(
            AUTHORITY,
            keys.getPublic(),
            Der.sequence(Der.oid("2.5.29.19"), Der.bool(true), Der.octets(constraints)));
  }

  public static TestAuthority create() {
    try {
      return new TestAuthority();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks EC keys", e);
    }
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** Returns a context that trusts this authority alone. */
  public SSLContext trusting() {
    try {
      KeyStore store = emptyStore();
      store.setCertificateEntry("authority", certificate);
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), random);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the context of a server that proves to be each of {@code hosts}. */
  public SSLContext serving(Collection<String> hosts) {
    try {
      KeyPair serverKeys = newKeys();
      byte[][] names =
          hosts.stream()
              .map(host -> Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII)))
              .toArray(byte[][]::new);
      X509Certificate server =
          sign(
              name("Local Zoho"),
              serverKeys.getPublic(),
              Der.sequence(Der.oid("2.5.29.17"), Der.octets(Der.sequence(names))));
      KeyStore store = emptyStore();
      PrivateKey key = serverKeys.getPrivate();
      store.setKeyEntry("server", key, NO_PASSWORD, new Certificate[] {server, certificate});
      KeyManagerFactory identity = KeyManagerFactory.getInstance("PKIX");
      identity.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(identity.getKeyManagers(), null, random);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Returns a certificate by this authority (RFC 5280, 4.1), good for a day around real time, which
   * is what clients check it against.
   */
  private X509Certificate sign(byte[] subject, PublicKey key, byte[] extension)
      throws GeneralSecurityException {
    Instant now = Instant.now();
    byte[] content =
        Der.sequence(
            Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
            Der.integer(new BigInteger(100, random)),
            ECDSA_WITH_SHA256,
            AUTHORITY,
            Der.sequence(
                Der.time(now.minus(Duration.ofDays(1))), Der.time(now.plus(Duration.ofDays(1)))),
            subject,
            key.getEncoded(),
            Der.tagged(0xa3, Der.sequence(extension)));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate(), random);
    signature.update(content);
    byte[] encoded = Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }

  private KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private static byte[] name(String commonName) {
    return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.utf8(commonName))));
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }
}
