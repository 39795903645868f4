/** Not for applications: verifies id_tokens. */
@NullMarked
package io.github.zohooauth.internal.openid;

import org.jspecify.annotations.NullMarked;
