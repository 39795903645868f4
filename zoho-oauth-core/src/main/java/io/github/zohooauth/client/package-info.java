/**
 * The five client types of Zoho's API Console, and what a sign-in needs.
 *
 * <table class="striped">
 * <caption>Which client for which program</caption>
 * <thead><tr><th scope="col">Type in the API Console</th><th scope="col">Program</th>
 * <th scope="col">Client</th></tr></thead>
 * <tbody>
 * <tr><td>Self Client</td><td>a job that works on your own data</td>
 * <td>{@link io.github.zohooauth.client.SelfClient}</td></tr>
 * <tr><td>Server-based</td><td>a web application whose users sign in with Zoho</td>
 * <td>{@link io.github.zohooauth.client.ServerClient}</td></tr>
 * <tr><td>Mobile-based</td><td>a desktop or mobile program</td>
 * <td>{@link io.github.zohooauth.client.MobileClient}</td></tr>
 * <tr><td>Non-browser</td><td>a television, a printer, a command line without a browser</td>
 * <td>{@link io.github.zohooauth.client.DeviceClient}</td></tr>
 * <tr><td>Client-based</td><td>a page without a server of its own; the implicit flow</td>
 * <td>{@link io.github.zohooauth.client.BrowserClient}</td></tr>
 * </tbody>
 * </table>
 *
 * <p>Each is an {@link io.github.zohooauth.client.OAuthClient}: it gives the {@link
 * io.github.zohooauth.TokenProvider} of an owner, tells an owner's {@link
 * io.github.zohooauth.client.TokenStatus}, adopts a refresh token that exists already, and revokes.
 * Make one client for each client ID, share it among all threads, and close it at the end.
 *
 * <h2>A sign-in through a browser</h2>
 *
 * <ol>
 *   <li>The client makes an {@link io.github.zohooauth.client.AuthorizationRequest}. Keep it for
 *       this browser: in {@link io.github.zohooauth.client.PendingAuthorizations}, in the session,
 *       or encrypted in a cookie.
 *   <li>Zoho sends the browser back to the redirect URI. A {@link
 *       io.github.zohooauth.client.LoopbackReceiver} receives it for a program on the same machine.
 *   <li>{@code exchange} checks the answer, gets the tokens, and asks the application's {@link
 *       io.github.zohooauth.client.OwnerResolver} whose they are.
 *   <li>The {@link io.github.zohooauth.client.SignInResult} names the owner under whom the tokens
 *       are stored.
 * </ol>
 *
 * <p>A device has no redirect: see {@link io.github.zohooauth.client.DeviceAuthorization}.
 *
 * <p>Null is neither accepted nor returned, unless the documentation says so. A null argument is
 * refused before anything is sent.
 */
@NullMarked
package io.github.zohooauth.client;

import org.jspecify.annotations.NullMarked;
