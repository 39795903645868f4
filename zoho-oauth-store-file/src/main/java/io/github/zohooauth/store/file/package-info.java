/** A token store in files: for a command-line tool, a desktop program or a single server. */
@NullMarked
package io.github.zohooauth.store.file;

import org.jspecify.annotations.NullMarked;
