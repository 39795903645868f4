/** Not for tests: forms, random values and numbers. */
@NullMarked
package io.github.zohooauth.localzoho.internal.text;

import org.jspecify.annotations.NullMarked;
