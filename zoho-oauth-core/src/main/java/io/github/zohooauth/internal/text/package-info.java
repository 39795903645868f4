/** Checks, JSON, scopes and hashes. Not for applications. */
@NullMarked
package io.github.zohooauth.internal.text;

import org.jspecify.annotations.NullMarked;
