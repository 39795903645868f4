package io.github.zohooauth.examples.cli.profile;

import io.github.zohooauth.examples.cli.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The way to Zoho: proxy and certificates, as a profile and the environment name them. */
public final class Network {

  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final Optional<URI> proxy;
  private final Optional<Path> caFile;

  private Network(Optional<URI> proxy, Optional<Path> caFile) {
    this.proxy = proxy;
    this.caFile = caFile;
  }

  /** Returns the way of a profile. Java itself does not read {@code HTTPS_PROXY}; this does. */
  public static Network of(Profile profile, Surroundings surroundings) {
    Optional<String> proxy =
        profile
            .get(Setting.PROXY)
            .or(() -> surroundings.variable("HTTPS_PROXY"))
            .or(() -> surroundings.variable("https_proxy"));
    Optional<Path> caFile = profile.get(Setting.CA_FILE).map(Path::of);
    if (caFile.filter(file -> !Files.isReadable(file)).isPresent()) {
      throw new IllegalArgumentException(
          "ca-file: %s cannot be read. Correct it: zoho profiles set %s ca-file=/path/company.pem"
              .formatted(caFile.get(), profile));
    }
    return new Network(proxy.map(Network::address), caFile);
  }

  private static URI address(String text) {
    URI uri = URI.create(text.contains("://") ? text.strip() : "http://" + text.strip());
    if (uri.getHost() == null || uri.getPort() < 0 || uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "proxy: needed is http://host:port, without a user and a password");
    }
    return uri;
  }

  /** Returns the proxy, if there is one. */
  public Optional<URI> proxy() {
    return proxy;
  }

  /** Returns an HTTP client that goes this way. It follows no redirect. */
  public HttpClient client() {
    return new HttpOnDemand(this::make, proxy.map(ForOtherMachines::new));
  }

  private HttpClient make() {
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT);
    proxy.ifPresent(address -> builder.proxy(new ForOtherMachines(address)));
    caFile.ifPresent(file -> builder.sslContext(trusting(file)));
    return builder.build();
  }

  /** A proxy for all but this machine. */
  private static final class ForOtherMachines extends ProxySelector {
    private final Proxy proxy;

    ForOtherMachines(URI address) {
      proxy =
          new Proxy(Proxy.Type.HTTP, new InetSocketAddress(address.getHost(), address.getPort()));
    }

    @Override
    public List<Proxy> select(URI uri) {
      String host = uri.getHost();
      boolean here = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
      return List.of(here ? Proxy.NO_PROXY : proxy);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      // The caller is told.
    }
  }

  /** Trusts the certificates of a file beside those that Java trusts. */
  private static SSLContext trusting(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      List<Certificate> trusted = new ArrayList<>(javas());
      trusted.addAll(CertificateFactory.getInstance("X.509").generateCertificates(pem));
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < trusted.size(); i++) {
        store.setCertificateEntry("trusted" + i, trusted.get(i));
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(store).toArray(TrustManager[]::new), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "ca-file: %s is not a readable PEM file of certificates".formatted(file), e);
    }
  }

  private static List<X509Certificate> javas() throws GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager known) {
        found.addAll(List.of(known.getAcceptedIssuers()));
      }
    }
    return found;
  }

  private static List<TrustManager> managers(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return List.of(factory.getTrustManagers());
  }
}
