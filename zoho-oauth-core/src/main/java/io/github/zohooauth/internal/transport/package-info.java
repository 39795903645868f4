/** Not for applications: one HTTP call. */
@NullMarked
package io.github.zohooauth.internal.transport;

import org.jspecify.annotations.NullMarked;
