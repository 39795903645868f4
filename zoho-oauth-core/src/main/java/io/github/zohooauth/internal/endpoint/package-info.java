/** The requests to Zoho's accounts servers, and their answers. Not for applications. */
@NullMarked
package io.github.zohooauth.internal.endpoint;

import org.jspecify.annotations.NullMarked;
