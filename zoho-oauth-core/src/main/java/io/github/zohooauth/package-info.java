/**
 * Access tokens for Zoho's APIs: obtained once, kept in a store of the application's choice,
 * renewed before they expire.
 *
 * <p>Start with {@link io.github.zohooauth.client.SelfClient}; application code depends on {@link
 * io.github.zohooauth.TokenProvider} alone.
 *
 * <p>Packages below {@code io.github.zohooauth.internal} are not for applications, and change
 * without notice.
 *
 * <p>Null is neither taken nor given, unless the documentation says so: a null argument is refused
 * before anything is sent. Durations and instants carry their own units. Whatever goes wrong at
 * Zoho, in the network or in the store is a {@link io.github.zohooauth.ZohoOAuthException}.
 */
@NullMarked
package io.github.zohooauth;

import org.jspecify.annotations.NullMarked;
