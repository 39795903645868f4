/** HTTP calls. Not for applications. */
@NullMarked
package io.github.zohooauth.internal.transport;

import org.jspecify.annotations.NullMarked;
