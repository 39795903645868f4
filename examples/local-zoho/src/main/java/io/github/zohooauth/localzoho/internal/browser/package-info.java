/** Not for tests: what a browser remembers, reads and chooses. */
@NullMarked
package io.github.zohooauth.localzoho.internal.browser;

import org.jspecify.annotations.NullMarked;
