/** The JDBC store keeps tokens in one table that many hosts may share. */
@NullMarked
package io.github.zohooauth.store.jdbc;

import org.jspecify.annotations.NullMarked;
