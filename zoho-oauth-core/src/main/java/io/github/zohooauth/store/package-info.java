/**
 * Token stores: where tokens are kept, and how to bring a store of your own.
 *
 * <table class="striped">
 * <caption>Which store</caption>
 * <thead><tr><th scope="col">Your program</th><th scope="col">Store</th></tr></thead>
 * <tbody>
 * <tr><td>may ask the user again after each start</td>
 * <td>{@link io.github.zohooauth.store.TokenStore#inMemory()}</td></tr>
 * <tr><td>runs on one machine, also as several processes</td>
 * <td>{@code FileTokenStore} of zoho-oauth-store-file</td></tr>
 * <tr><td>runs on several hosts</td>
 * <td>{@code JdbcTokenStore} of zoho-oauth-store-jdbc</td></tr>
 * <tr><td>has another place</td>
 * <td>your own {@link io.github.zohooauth.store.TokenStore}</td></tr>
 * </tbody>
 * </table>
 *
 * <p>A store keeps one {@link io.github.zohooauth.store.StoredToken} for each {@link
 * io.github.zohooauth.store.TokenKey}. If several processes share it, its lease lets one of them
 * renew a token at a time. A {@link io.github.zohooauth.store.ListableTokenStore} also lists whose
 * tokens it has.
 *
 * <p>A {@link io.github.zohooauth.store.TokenCodec} turns a record into text. The codec of {@link
 * io.github.zohooauth.store.TokenCodec#aesGcm} encrypts it with the keys of a {@link
 * io.github.zohooauth.store.KeyRing}. {@link io.github.zohooauth.store.SdkTokens} imports what
 * Zoho's own SDK has stored.
 *
 * <p>Null is neither accepted nor returned, unless the documentation says so.
 */
@NullMarked
package io.github.zohooauth.store;

import org.jspecify.annotations.NullMarked;
