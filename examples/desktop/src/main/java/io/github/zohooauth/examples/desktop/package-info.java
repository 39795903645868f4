/** A window that signs in through the browser of the desktop. */
@NullMarked
package io.github.zohooauth.examples.desktop;

import org.jspecify.annotations.NullMarked;
