package io.github.zohooauth.examples.benchmarks;

import io.github.zohooauth.examples.benchmarks.library.Aws;
import io.github.zohooauth.examples.benchmarks.library.Cache;
import io.github.zohooauth.examples.benchmarks.library.Floor;
import io.github.zohooauth.examples.benchmarks.library.GoogleAuth;
import io.github.zohooauth.examples.benchmarks.library.GoogleOAuth;
import io.github.zohooauth.examples.benchmarks.library.Msal;
import io.github.zohooauth.examples.benchmarks.library.Nimbus;
import io.github.zohooauth.examples.benchmarks.library.Renewer;
import io.github.zohooauth.examples.benchmarks.library.RenewingZohoOAuth;
import io.github.zohooauth.examples.benchmarks.library.Scribe;
import io.github.zohooauth.examples.benchmarks.library.Spring;
import io.github.zohooauth.examples.benchmarks.library.ZohoOAuth;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who takes part, in the order of the table's columns. */
public enum Contender {
  FLOOR("floor", Floor.class, Floor.class),
  ZOHO_OAUTH("zoho-oauth", ZohoOAuth.class, RenewingZohoOAuth.class),
  GOOGLE_AUTH("google-auth", GoogleAuth.class, GoogleAuth.class),
  GOOGLE_OAUTH("google-oauth", GoogleOAuth.class, GoogleOAuth.class),
  MSAL("MSAL4J", Msal.class, Msal.class),
  SPRING("Spring", Spring.class, Spring.class),
  AWS("AWS", Aws.class, null),
  SCRIBE("ScribeJava", null, Scribe.class),
  NIMBUS("Nimbus", null, Nimbus.class),
  ZOHO_SDK("Zoho SDK's file", null, null);

  private final String label;
  private final @Nullable Class<? extends Cache> cache;
  private final @Nullable Class<? extends Renewer> renewer;

  Contender(
      String label,
      @Nullable Class<? extends Cache> cache,
      @Nullable Class<? extends Renewer> renewer) {
    this.label = label;
    this.cache = cache;
    this.renewer = renewer;
  }

  /** The head of its column. */
  public String label() {
    return label;
  }

  /** Those that keep tokens. */
  public static List<Contender> caches() {
    return Arrays.stream(values()).filter(one -> one.cache != null).toList();
  }

  /** Those that make token calls. */
  public static List<Contender> renewers() {
    return Arrays.stream(values()).filter(one -> one.renewer != null).toList();
  }

  /** A cache with nothing in it yet. */
  public Cache cache(URI endpoint) throws ReflectiveOperationException {
    return Objects.requireNonNull(cache).getConstructor(URI.class).newInstance(endpoint);
  }

  public Renewer renewer(URI endpoint) throws ReflectiveOperationException {
    return Objects.requireNonNull(renewer).getConstructor(URI.class).newInstance(endpoint);
  }

  /** The name of its class, for a process that loads no other. */
  public String library() {
    return Objects.requireNonNull(cache != null ? cache : renewer).getName();
  }
}
