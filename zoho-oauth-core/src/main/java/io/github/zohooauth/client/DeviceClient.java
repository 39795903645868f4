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
 * A client of the API Console's type Non-browser: a television, a printer, a program without a
 * browser. The user signs in on another device.
 *
 * <p>Show the user what {@link #deviceAuthorization} returns, and pass it to {@link #exchange},
 * which asks Zoho every 30 seconds until the user has decided. Thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/limited-input-devices.html">Zoho:
 *     limited input devices</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 */
public final class DeviceClient extends AbstractClient {

  private final DeviceFlow flow;

  private DeviceClient(ClientParts client, Duration pollInterval, boolean promptConsent) {
    super(client, RenewalStrategy.byRefreshToken(client.endpoint()));
    this.flow = new DeviceFlow(client, storage, pollInterval, promptConsent);
  }

  /** Returns a builder; client ID, client secret and data center are needed. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Asks Zoho for a code that the user enters on a device with a browser, and for a refresh token.
   *
   * @param scopes such as {@code ZohoCRM.modules.READ}
   * @return what to show to the user, who has five minutes; the library opens no page
   * @throws IllegalArgumentException if a scope is malformed, or there is none
   * @throws ConfigurationException if client ID, client type or a scope are wrong, or if the page
   *     is not on the accounts server of a data center that this client knows
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
   * Does the same as {@link #exchange(DeviceAuthorization, OwnerResolver)}, for the owner of the
   * builder.
   *
   * @throws TokenStoreException also if the store cannot be read; then nothing was sent
   */
  public SignInResult exchange(DeviceAuthorization authorization) {
    TokenOwner owner = client.owner();
    return flow.exchange(authorization, owner, signIn -> owner);
  }

  /**
   * Waits until the user has decided, and stores the tokens under the owner that the resolver
   * names.
   *
   * <p>The tokens come from the data center where the user lives, which may differ from the
   * client's own. Before each poll there is the pause of {@link Builder#pollInterval}. The wait
   * ends when no further poll fits in before the code expires. It also ends at once if this thread
   * is interrupted. If a poll in progress then brings tokens, they are stored all the same, because
   * Zoho issues them only once.
   *
   * <p>A device authorization can be exchanged by another client object of the same client ID, such
   * as after a restart. That begins with a full pause.
   *
   * @param authorization good for one decision; it can be exchanged again after an interrupt or a
   *     rate limit
   * @param resolver called once, in this thread unless it was interrupted. If it throws, the tokens
   *     are revoked, and the caller gets that exception
   * @throws IllegalArgumentException if the device authorization is of another client ID; nothing
   *     was sent
   * @throws AuthorizationRequiredException if the user refused or did not decide in time, or if an
   *     id_token is not valid
   * @throws ConfigurationException if the user lives in a data center that is not known or has no
   *     client secret, or if client ID, secret or environment are wrong
   * @throws RateLimitedException if Zoho's limit is reached for longer than the code lives
   * @throws TemporaryFailureException if this thread was interrupted; its interrupt flag is set
   * @throws TokenStoreException if the tokens could not be stored; then they were revoked
   * @throws IllegalStateException if the client is closed, also during the wait, or if another call
   *     polls for this device authorization
   * @see <a href="https://www.zoho.com/accounts/protocol/oauth/devices/polling-request.html">Zoho:
   *     polling request</a>
   */
  public SignInResult exchange(DeviceAuthorization authorization, OwnerResolver resolver) {
    return flow.exchange(authorization, null, resolver);
  }

  /**
   * Does the same as {@link #exchange(DeviceAuthorization)}, without blocking.
   *
   * @see #exchangeAsync(DeviceAuthorization, OwnerResolver)
   */
  public CompletableFuture<SignInResult> exchangeAsync(DeviceAuthorization authorization) {
    TokenOwner owner = client.owner();
    return flow.exchangeAsync(authorization, owner, signIn -> owner);
  }

  /**
   * Does the same as {@link #exchange(DeviceAuthorization, OwnerResolver)}, without blocking.
   *
   * @param resolver called once, in a thread of the client, also if the future was cancelled while
   *     a poll was in progress that then brought tokens; it may call the client
   * @return the result, or the failure that {@code exchange} throws. To cancel or complete it stops
   *     polling; if a poll in progress then brings tokens, they are stored all the same
   * @throws IllegalArgumentException if the device authorization is of another client ID
   * @throws AuthorizationRequiredException if Zoho has decided on the device authorization already
   * @throws ConfigurationException if there is no client secret or no such environment at the data
   *     center to poll
   * @throws IllegalStateException if the client is closed, or if another call polls for this device
   *     authorization
   */
  public CompletableFuture<SignInResult> exchangeAsync(
      DeviceAuthorization authorization, OwnerResolver resolver) {
    return flow.exchangeAsync(authorization, null, resolver);
  }

  /** Builds a {@link DeviceClient}. Not thread-safe. */
  public static final class Builder extends SecretClientBuilder.WithIdToken<Builder> {

    private Duration pollInterval = Duration.ofSeconds(30);
    private boolean promptConsent;

    private Builder() {}

    /**
     * Sets the shortest pause before each poll.
     *
     * <p>The default is 30 seconds, as Zoho documents, although Zoho's answers may name less. If
     * they name more, the longer pause counts.
     *
     * @throws IllegalArgumentException if it is not positive, or above a day
     */
    public Builder pollInterval(Duration shortest) {
      pollInterval = Require.positive("pollInterval", shortest);
      return this;
    }

    /**
     * Lets Zoho ask for consent even if the user has given it before.
     *
     * <p>Zoho issues a refresh token only with a consent. It keeps twenty per user, and drops the
     * oldest.
     */
    public Builder promptConsent() {
      promptConsent = true;
      return this;
    }

    /**
     * Returns the client. Nothing is sent or read yet.
     *
     * @throws IllegalStateException if a needed option is missing
     * @throws IllegalArgumentException if {@code refreshToken} is the client ID
     */
    public DeviceClient build() {
      ClientParts client = ClientParts.of(this);
      requireSecret();
      return new DeviceClient(client, pollInterval, promptConsent);
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
