package io.github.zohooauth.examples.benchmarks;

import io.github.zohooauth.examples.benchmarks.library.Aws;
import io.github.zohooauth.examples.benchmarks.library.Burst;
import io.github.zohooauth.examples.benchmarks.library.Cache;
import io.github.zohooauth.examples.benchmarks.library.Floor;
import io.github.zohooauth.examples.benchmarks.library.FloorOwners;
import io.github.zohooauth.examples.benchmarks.library.GoogleAuth;
import io.github.zohooauth.examples.benchmarks.library.GoogleAuthOwners;
import io.github.zohooauth.examples.benchmarks.library.GoogleOAuth;
import io.github.zohooauth.examples.benchmarks.library.ManyOwners;
import io.github.zohooauth.examples.benchmarks.library.Msal;
import io.github.zohooauth.examples.benchmarks.library.MsalOwners;
import io.github.zohooauth.examples.benchmarks.library.Nimbus;
import io.github.zohooauth.examples.benchmarks.library.Renewer;
import io.github.zohooauth.examples.benchmarks.library.RenewingZohoOAuth;
import io.github.zohooauth.examples.benchmarks.library.Scribe;
import io.github.zohooauth.examples.benchmarks.library.Spring;
import io.github.zohooauth.examples.benchmarks.library.SpringOwners;
import io.github.zohooauth.examples.benchmarks.library.ZohoOAuth;
import io.github.zohooauth.examples.benchmarks.library.ZohoOAuthOwners;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who takes part, in the order of the table's columns. */
public enum Contender {
  FLOOR("floor", Floor.class, Floor.class, FloorOwners.class),
  ZOHO_OAUTH("zoho-oauth", ZohoOAuth.class, RenewingZohoOAuth.class, ZohoOAuthOwners.class),
  GOOGLE_AUTH("google-auth", GoogleAuth.class, GoogleAuth.class, GoogleAuthOwners.class),
  GOOGLE_OAUTH("google-oauth", GoogleOAuth.class, GoogleOAuth.class, null),
  MSAL("MSAL4J", Msal.class, Msal.class, MsalOwners.class),
  SPRING("Spring", Spring.class, Spring.class, SpringOwners.class),
  AWS("AWS", Aws.class, null, null),
  SCRIBE("ScribeJava", null, Scribe.class, null),
  NIMBUS("Nimbus", null, Nimbus.class, null),
  ZOHO_SDK("Zoho SDK's file", null, null, null);

  private final String label;
  private final @Nullable Class<? extends Cache> cache;
  private final @Nullable Class<? extends Renewer> renewer;
  private final @Nullable Class<? extends ManyOwners> many;

  Contender(
      String label,
      @Nullable Class<? extends Cache> cache,
      @Nullable Class<? extends Renewer> renewer,
      @Nullable Class<? extends ManyOwners> many) {
    this.label = label;
    this.cache = cache;
    this.renewer = renewer;
    this.many = many;
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

  /** Those that are measured with many owners. */
  public static List<Contender> ofManyOwners() {
    return Arrays.stream(values()).filter(one -> one.many != null).toList();
  }

  /** A cache with nothing in it yet. */
  public Cache cache(URI endpoint) throws ReflectiveOperationException {
    return Objects.requireNonNull(cache).getConstructor(URI.class).newInstance(endpoint);
  }

  public Renewer renewer(URI endpoint) throws ReflectiveOperationException {
    return Objects.requireNonNull(renewer).getConstructor(URI.class).newInstance(endpoint);
  }

  /** Returns the library with expired tokens of many owners. */
  public ManyOwners manyOwners(URI endpoint, Burst burst) throws ReflectiveOperationException {
    return Objects.requireNonNull(many)
        .getConstructor(URI.class, Burst.class)
        .newInstance(endpoint, burst);
  }

  /** The name of its class, for a process that loads no other. */
  public String library() {
    return Objects.requireNonNull(cache != null ? cache : renewer).getName();
  }
}
