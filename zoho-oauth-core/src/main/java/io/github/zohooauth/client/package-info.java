/**
 * The five client types of Zoho's API Console, and what a sign-in needs.
 *
 * <p>Null is neither accepted nor returned, unless the documentation says so. A null argument is
 * refused before anything is sent.
 */
@NullMarked
package io.github.zohooauth.client;

import org.jspecify.annotations.NullMarked;
