/** Clocks, timers, threads and waiting callers. Not for applications. */
@NullMarked
package io.github.zohooauth.internal.runtime;

import org.jspecify.annotations.NullMarked;
