/** The renewal of tokens, once for all callers of an owner. Not for applications. */
@NullMarked
package io.github.zohooauth.internal.renewal;

import org.jspecify.annotations.NullMarked;
