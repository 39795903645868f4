/** One class for each command of {@code zoho}. */
@NullMarked
package io.github.zohooauth.examples.cli.command;

import org.jspecify.annotations.NullMarked;
