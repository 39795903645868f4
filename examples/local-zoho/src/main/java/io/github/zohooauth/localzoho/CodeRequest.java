package io.github.zohooauth.localzoho;

import io.github.zohooauth.localzoho.internal.state.Code;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.Ledger;
import io.github.zohooauth.localzoho.internal.state.Refused;
import io.github.zohooauth.localzoho.internal.state.Registration;
import io.github.zohooauth.localzoho.internal.state.Scopes;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.RateSwitch;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The console's form for a self client's authorization code (4.1). Not thread-safe. */
public final class CodeRequest {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Registration client;
  private final Ledger ledger;
  private List<String> scopes = List.of();
  private Duration life = Duration.ofMinutes(3);
  private @Nullable String organization;
  private @Nullable CrmEnvironment environment = CrmEnvironment.PRODUCTION;

  CodeRequest(Registration client, Ledger ledger) {
    this.client = client;
    this.ledger = ledger;
    this.organization = client.owner().organization();
  }

  /** Sets the scopes, separated by commas. An unknown scope is refused. */
  public CodeRequest scopes(String scopes) {
    Objects.requireNonNull(scopes, "scopes is null");
    this.scopes = Scopes.parse(scopes, ",");
    if (!Scopes.allKnown(this.scopes)) {
      throw new IllegalArgumentException("unknown scope among " + scopes);
    }
    return this;
  }

  /** Sets how long the code lives, one to ten minutes. Unless set, it lives three minutes. */
  public CodeRequest life(Duration life) {
    Objects.requireNonNull(life, "life is null");
    if (life.compareTo(SHORTEST) < 0 || life.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a code lives one to ten minutes, not " + life);
    }
    this.life = life;
    return this;
  }

  /** Sets the organization, one of the owner's. Unless set, it is the first one. */
  public CodeRequest organization(String organization) {
    Objects.requireNonNull(organization, "organization is null");
    if (!client.owner().organizations().contains(organization)) {
      throw new IllegalArgumentException(client.owner() + " is not in " + organization);
    }
    this.organization = organization;
    return this;
  }

  /** Sets the environment. Unless set, it is production. */
  public CodeRequest environment(CrmEnvironment environment) {
    Objects.requireNonNull(environment, "environment is null");
    this.environment = environment;
    return this;
  }

  /** Binds the code to no organization and no environment, as before May 2020 (section 7). */
  public CodeRequest unbound() {
    this.organization = null;
    this.environment = null;
    return this;
  }

  /**
   * Returns a new code for this form as it stands.
   *
   * @throws IllegalStateException if scopes are missing, or if {@link RateSwitch.Codes} allows no
   *     further code now
   */
  public String issue() {
    if (scopes.isEmpty()) {
      throw new IllegalStateException("scopes(...) is missing");
    }
    Grant grant = new Grant(client, client.owner(), organization, environment, scopes);
    try {
      return ledger.issueCode(Code.ofSelfClient(grant), life);
    } catch (Refused refused) {
      throw new IllegalStateException("Access Denied: too many codes, see RateSwitch.Codes");
    }
  }
}
