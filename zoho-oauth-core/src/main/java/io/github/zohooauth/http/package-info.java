/** Calls Zoho's APIs with an access token. */
@NullMarked
package io.github.zohooauth.http;

import org.jspecify.annotations.NullMarked;
