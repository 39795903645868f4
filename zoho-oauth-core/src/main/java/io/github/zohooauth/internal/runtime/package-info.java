/** Not for applications: clocks, timers, threads and waiting callers. */
@NullMarked
package io.github.zohooauth.internal.runtime;

import org.jspecify.annotations.NullMarked;
