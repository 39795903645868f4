/** Not for applications: renews one owner's token, once for all who ask. */
@NullMarked
package io.github.zohooauth.internal.renewal;

import org.jspecify.annotations.NullMarked;
