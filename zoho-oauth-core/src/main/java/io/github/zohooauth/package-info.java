/**
 * Access tokens for Zoho's APIs, for the code that uses them.
 *
 * <p>Application code depends on {@link io.github.zohooauth.TokenProvider} alone. It returns an
 * {@link io.github.zohooauth.AccessToken}, which is renewed before it expires. To make a provider,
 * start with one of the five clients in {@link io.github.zohooauth.client}, such as {@link
 * io.github.zohooauth.client.SelfClient}.
 *
 * <table class="striped">
 * <caption>What is here</caption>
 * <thead><tr><th scope="col">You want to</th><th scope="col">Use</th></tr></thead>
 * <tbody>
 * <tr><td>get a token, or another one after an API rejected it</td>
 * <td>{@link io.github.zohooauth.TokenProvider}</td></tr>
 * <tr><td>call an API with it, at the right host</td>
 * <td>{@link io.github.zohooauth.AccessToken}, {@link io.github.zohooauth.http}</td></tr>
 * <tr><td>name the user, organization or environment of a token</td>
 * <td>{@link io.github.zohooauth.TokenOwner}, {@link io.github.zohooauth.Environment}</td></tr>
 * <tr><td>say where a client is registered, or where a user lives</td>
 * <td>{@link io.github.zohooauth.DataCenter}</td></tr>
 * <tr><td>know who signed in</td>
 * <td>{@link io.github.zohooauth.IdToken}, {@link io.github.zohooauth.UserInfo}</td></tr>
 * <tr><td>be told of renewals, refusals and limits</td>
 * <td>{@link io.github.zohooauth.TokenListener}</td></tr>
 * </tbody>
 * </table>
 *
 * <h2>What can fail</h2>
 *
 * <p>Every failure of Zoho, the network or the token store is a {@link
 * io.github.zohooauth.ZohoOAuthException}. Its five kinds say what to do:
 *
 * <ul>
 *   <li>{@link io.github.zohooauth.AuthorizationRequiredException}: a person has to authorize.
 *   <li>{@link io.github.zohooauth.TemporaryFailureException}: try again later.
 *   <li>{@link io.github.zohooauth.RateLimitedException}: try again from the time that it names.
 *   <li>{@link io.github.zohooauth.ConfigurationException}: somebody has to change a setting.
 *   <li>{@link io.github.zohooauth.TokenStoreException}: the store failed. {@link
 *       io.github.zohooauth.UnreadableRecordException} names a record that cannot be read.
 * </ul>
 *
 * <p>No message has a secret. Null is neither accepted nor returned, unless the documentation says
 * so. A null argument is refused before anything is sent.
 *
 * <p>Packages below {@code io.github.zohooauth.internal} are not for applications. They change
 * without notice.
 */
@NullMarked
package io.github.zohooauth;

import org.jspecify.annotations.NullMarked;
