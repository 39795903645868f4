/** Not for tests: the endpoints of an accounts server (section 15). */
@NullMarked
package io.github.zohooauth.localzoho.internal.accounts;

import org.jspecify.annotations.NullMarked;
