/** Not for tests: HTTP servers, their addresses, and what goes wrong on the wire. */
@NullMarked
package io.github.zohooauth.localzoho.internal.server;

import org.jspecify.annotations.NullMarked;
