/** The verification of id_tokens. Not for applications. */
@NullMarked
package io.github.zohooauth.internal.openid;

import org.jspecify.annotations.NullMarked;
