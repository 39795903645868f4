/**
 * Access tokens for Zoho's APIs: obtained once, kept in a store of the application's choice,
 * renewed before they expire.
 *
 * <p>Start with {@link io.github.zohooauth.SelfClient}; application code depends on {@link
 * io.github.zohooauth.TokenProvider} alone.
 */
@NullMarked
package io.github.zohooauth;

import org.jspecify.annotations.NullMarked;
