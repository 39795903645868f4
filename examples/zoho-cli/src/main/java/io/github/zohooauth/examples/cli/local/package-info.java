/** A Zoho on this machine to try the tool with, whole or broken in one of many ways. */
@NullMarked
package io.github.zohooauth.examples.cli.local;

import org.jspecify.annotations.NullMarked;
