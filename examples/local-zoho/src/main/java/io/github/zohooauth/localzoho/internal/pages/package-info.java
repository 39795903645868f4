/** Not for tests: the pages on which users sign in and consent. */
@NullMarked
package io.github.zohooauth.localzoho.internal.pages;

import org.jspecify.annotations.NullMarked;
