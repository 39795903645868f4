package io.github.zohooauth.client;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.renewal.RenewalStrategy;
import io.github.zohooauth.internal.text.Require;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A Non-browser Application of the API Console: a television, a printer or a program on a server,
 * whose user signs in on another device.
 *
 * <p>Show the user what {@link #deviceAuthorization} returns, and hand it to {@link #exchange},
 * which asks Zoho every half minute until they have decided. Thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/limited-input-devices.html">Zoho:
 *     limited input devices</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 */
public final class DeviceClient extends AbstractClient {

  private final DeviceFlow flow;

  private DeviceClient(ClientParts client, Duration pollInterval, boolean promptConsent) {
    super(client, RenewalStrategy.byRefreshToken(client.endpoint()));
    this.flow = new DeviceFlow(client, exchange, pollInterval, promptConsent);
  }

  /** Returns a builder; client ID, client secret and data center are needed. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Asks Zoho for a code that the user enters on a device with a browser, and for a refresh token.
   *
   * @param scopes such as {@code ZohoCRM.modules.READ}
   * @return what to show the user, who has five minutes; nothing is opened here
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
   * {@link #exchange(DeviceAuthorization, OwnerResolver)}.
   */
  public SignInResult exchange(DeviceAuthorization prompt) {
    TokenOwner owner = client.owner();
    return flow.exchange(prompt, owner, signIn -> owner);
  }

  /**
   * Waits until the user has decided, for as long as the code lives, and stores the tokens under
   * the owner whom the resolver names.
   *
   * <p>The tokens come from the data center where the user lives, which need not be the client's
   * own. Polls keep the pauses of {@link Builder#pollInterval}; the wait ends as soon as no poll
   * fits in before the code expires. An interrupt ends it, too: nothing more is polled, but if a
   * poll in progress brings tokens, they are stored all the same, because Zoho issues them once.
   *
   * @param prompt that the user was shown; good for one decision. After an interrupt or a rate
   *     limit it can be exchanged again
   * @param resolver called once, in this thread unless it was interrupted; if it throws, the tokens
   *     are revoked, and the caller gets what it threw
   * @throws IllegalArgumentException if the prompt is another client's; nothing was sent
   * @throws AuthorizationRequiredException if the user refused, or did not decide in time, or an
   *     id_token came that is not to be trusted
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
  public SignInResult exchange(DeviceAuthorization prompt, OwnerResolver resolver) {
    return flow.exchange(prompt, null, resolver);
  }

  /**
   * Does the same as {@link #exchange(DeviceAuthorization)}, without blocking.
   *
   * @see #exchangeAsync(DeviceAuthorization, OwnerResolver)
   */
  public CompletableFuture<SignInResult> exchangeAsync(DeviceAuthorization prompt) {
    TokenOwner owner = client.owner();
    return flow.exchangeAsync(prompt, owner, signIn -> owner);
  }

  /**
   * Does the same as {@link #exchange(DeviceAuthorization, OwnerResolver)}, without blocking.
   *
   * @param resolver called once, in a thread of the client's own, also if the future was cancelled
   *     while a poll was in progress that then brought tokens; it may ask the client
   * @return the result, or the failure that {@code exchange} throws. To cancel or complete it stops
   *     polling; if a poll in progress then brings tokens, they are stored all the same
   * @throws IllegalArgumentException if the prompt is another client's
   * @throws AuthorizationRequiredException if the prompt is over already
   * @throws ConfigurationException if there is no client secret, or no such environment, where the
   *     prompt is polled
   * @throws IllegalStateException if the client is closed, or another call polls for this prompt
   */
  public CompletableFuture<SignInResult> exchangeAsync(
      DeviceAuthorization prompt, OwnerResolver resolver) {
    return flow.exchangeAsync(prompt, null, resolver);
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
