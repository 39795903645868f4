package io.github.zohooauth.client;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.renewal.RenewalStrategy;
import io.github.zohooauth.internal.text.Require;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A Non-browser Application of the API Console: a television, a printer or a program on a server,
 * whose user signs in on another device.
 *
 * <p>Show the user what {@link #deviceAuthorization} returns, and hand it to {@link #exchange},
 * which asks Zoho every half minute until he has decided. Thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/limited-input-devices.html">Zoho:
 *     limited input devices</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 */
public final class DeviceClient extends AbstractClient {

  private final DeviceFlow flow;

  private DeviceClient(ClientParts client, Duration pollInterval, boolean promptConsent) {
    super(client, RenewalStrategy.byRefreshToken(client.endpoint()));
    this.flow = new DeviceFlow(client, tokens, pollInterval, promptConsent);
  }

  /** Returns a builder; client ID, client secret and data center are needed. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Asks Zoho for a code that the user enters on a device with a browser, and for a refresh token.
   *
   * @param scopes such as {@code ZohoCRM.modules.READ}
   * @return what to show him; nothing is opened here. He has five minutes
   * @throws IllegalArgumentException if a scope is malformed, or there is none
   * @throws ConfigurationException if client ID, client type or a scope are wrong, or the page to
   *     show is not on the accounts server of a data center that this client knows
   * @throws RateLimitedException if Zoho's limit is reached; it says until when
   * @throws TemporaryFailureException if the network or Zoho failed
   * @throws IllegalStateException if the client is closed
   * @see <a
   *     href="https://www.zoho.com/accounts/protocol/oauth/devices/initiation-request.html">Zoho:
   *     initiation request</a>
   */
  public DeviceAuthorization deviceAuthorization(String... scopes) {
    return flow.begin(Require.scopes(scopes));
  }

  /**
   * Waits until the user has decided, and brings the tokens of the builder's owner; otherwise like
   * {@link #exchange(DeviceAuthorization, TokenOwner)}.
   */
  public AccessToken exchange(DeviceAuthorization prompt) {
    return exchange(prompt, client.owner());
  }

  /**
   * Waits until the user has decided, for as long as the code lives, and brings this owner's
   * tokens, from the data center where the user lives, which need not be the client's own.
   *
   * <p>It polls no sooner than the pause of {@link Builder#pollInterval} allows, and ends as soon
   * as no poll fits in before the code expires. An interrupt ends it, too: nothing more is polled,
   * but if a poll was under way and brings tokens, they are stored all the same, as Zoho gives them
   * out only once.
   *
   * @param prompt that the user was shown; good for one decision. Whoever was interrupted may come
   *     back with it, and so may whoever was throttled
   * @return the access token, already stored together with the refresh token
   * @throws IllegalArgumentException if the prompt is another client's; nothing was sent
   * @throws AuthorizationRequiredException if the user refused, or did not decide in time
   * @throws ConfigurationException if the user lives in a data center that is not known or has no
   *     client secret, or client ID, secret or environment are wrong
   * @throws RateLimitedException if Zoho's limit is reached for longer than the code lives
   * @throws TemporaryFailureException if the thread was interrupted, whose flag is then set
   * @throws TokenStoreException if the store could not be read, and nothing was sent; or the tokens
   *     could not be stored, and are lost
   * @throws IllegalStateException if the client is closed, also meanwhile, or another call polls
   *     for this prompt already
   * @see <a href="https://www.zoho.com/accounts/protocol/oauth/devices/polling-request.html">Zoho:
   *     polling request</a>
   */
  public AccessToken exchange(DeviceAuthorization prompt, TokenOwner owner) {
    Objects.requireNonNull(owner, "owner");
    return flow.exchange(prompt, owner, granted -> owner);
  }

  /**
   * Waits until the user has decided, and brings the tokens of an owner who is named once it is
   * known who signed in; otherwise like {@link #exchange(DeviceAuthorization, TokenOwner)}.
   *
   * @param naming called once, in this thread unless it was interrupted; if it throws, the tokens
   *     are revoked, and what it threw is thrown
   */
  public AccessToken exchange(DeviceAuthorization prompt, Function<Granted, TokenOwner> naming) {
    return flow.exchange(prompt, null, naming);
  }

  /**
   * Does the same as {@link #exchange(DeviceAuthorization)}, without blocking.
   *
   * @see #exchangeAsync(DeviceAuthorization, TokenOwner)
   */
  public CompletableFuture<AccessToken> exchangeAsync(DeviceAuthorization prompt) {
    return exchangeAsync(prompt, client.owner());
  }

  /**
   * Does the same as {@link #exchange(DeviceAuthorization, TokenOwner)}, without blocking.
   *
   * @return the access token, or the failure that {@code exchange} throws. To cancel or complete it
   *     stops polling; if a poll in progress then brings tokens, they are stored all the same
   * @throws IllegalArgumentException if the prompt is another client's
   * @throws AuthorizationRequiredException if the prompt is over already
   * @throws ConfigurationException if there is no client secret, or no such environment, where the
   *     prompt is polled
   * @throws IllegalStateException if the client is closed, or another call polls for this prompt
   */
  public CompletableFuture<AccessToken> exchangeAsync(
      DeviceAuthorization prompt, TokenOwner owner) {
    Objects.requireNonNull(owner, "owner");
    return flow.exchangeAsync(prompt, owner, granted -> owner);
  }

  /**
   * Does the same as {@link #exchange(DeviceAuthorization, Function)}, without blocking.
   *
   * @param naming called once, in a thread of the client's own, also if the future was cancelled
   *     while the tokens were on their way; it may ask the client
   * @see #exchangeAsync(DeviceAuthorization, TokenOwner)
   */
  public CompletableFuture<AccessToken> exchangeAsync(
      DeviceAuthorization prompt, Function<Granted, TokenOwner> naming) {
    return flow.exchangeAsync(prompt, null, naming);
  }

  /** Builds a {@link DeviceClient}. Not thread-safe. */
  public static final class Builder extends SignInBuilder<Builder> {

    private Duration pollInterval = PollPace.INTERVAL;
    private boolean promptConsent;

    private Builder() {}

    /**
     * Sets the shortest pause before each poll; by default 30 seconds, as Zoho documents, although
     * its answers may name less. If they name more, that counts.
     *
     * @throws IllegalArgumentException if it is not positive, or above a day
     */
    public Builder pollInterval(Duration shortest) {
      pollInterval = Require.positive("pollInterval", shortest);
      return this;
    }

    /**
     * Has Zoho ask for consent also where the user has given it before, since only with a consent a
     * refresh token comes; of these it keeps twenty per user, and drops the oldest.
     */
    public Builder promptConsent() {
      promptConsent = true;
      return this;
    }

    /**
     * Returns the client; nothing is sent or read yet.
     *
     * @throws IllegalStateException if a needed option is missing
     */
    public DeviceClient build() {
      return new DeviceClient(ClientParts.of(this), pollInterval, promptConsent);
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
