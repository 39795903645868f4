/** Not for applications: checks, JSON, scopes and hashes. */
@NullMarked
package io.github.zohooauth.internal.text;

import org.jspecify.annotations.NullMarked;
