/** Not for applications: what Zoho is asked, and what it answers. */
@NullMarked
package io.github.zohooauth.internal.endpoint;

import org.jspecify.annotations.NullMarked;
