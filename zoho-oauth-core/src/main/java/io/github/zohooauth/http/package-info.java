/**
 * Calls Zoho's APIs with an access token.
 *
 * <ul>
 *   <li>{@link io.github.zohooauth.http.ZohoHttpClient} makes an {@code HttpClient} of the JDK that
 *       authorizes each request. It repeats a request once if the API rejects the token.
 *   <li>{@link io.github.zohooauth.http.ApiAuthorization} gives an interceptor of any other HTTP
 *       client the same two rules: which host may have the token, and which answer rejects it.
 * </ul>
 *
 * <p>A token is sent only to the hosts of its data center. A 401 does not always reject the token:
 * the cause may be a missing scope, or a record that is gone.
 *
 * <p>Null is neither accepted nor returned, unless the documentation says so.
 */
@NullMarked
package io.github.zohooauth.http;

import org.jspecify.annotations.NullMarked;
