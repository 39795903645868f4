/**
 * Access tokens for Zoho's APIs: obtained once, kept in a token store, and renewed before they
 * expire.
 *
 * <p>Start with {@link io.github.zohooauth.client.SelfClient}. Application code depends on {@link
 * io.github.zohooauth.TokenProvider} only.
 *
 * <p>Packages below {@code io.github.zohooauth.internal} are not for applications. They change
 * without notice.
 *
 * <p>Null is neither accepted nor returned, unless the documentation says so. A null argument is
 * refused before anything is sent. Every failure of Zoho, the network or the token store is a
 * {@link io.github.zohooauth.ZohoOAuthException}.
 */
@NullMarked
package io.github.zohooauth;

import org.jspecify.annotations.NullMarked;
