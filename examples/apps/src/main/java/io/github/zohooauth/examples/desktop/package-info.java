/** A desktop or command-line program: the user signs in with the browser that is there anyway. */
@NullMarked
package io.github.zohooauth.examples.desktop;

import org.jspecify.annotations.NullMarked;
