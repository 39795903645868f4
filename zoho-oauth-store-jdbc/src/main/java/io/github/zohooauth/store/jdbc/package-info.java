/** The JDBC store: not built yet. */
@NullMarked
package io.github.zohooauth.store.jdbc;

import org.jspecify.annotations.NullMarked;
