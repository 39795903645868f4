/** The command-line tool {@code zoho}: what starts it, and what is around it. */
@NullMarked
package io.github.zohooauth.examples.cli;

import org.jspecify.annotations.NullMarked;
