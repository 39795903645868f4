/** Not for applications: receives a redirect on this machine. */
@NullMarked
package io.github.zohooauth.internal.loopback;

import org.jspecify.annotations.NullMarked;
