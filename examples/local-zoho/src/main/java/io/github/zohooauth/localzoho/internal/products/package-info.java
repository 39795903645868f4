/** Not for tests: the product APIs (section 11). */
@NullMarked
package io.github.zohooauth.localzoho.internal.products;

import org.jspecify.annotations.NullMarked;
