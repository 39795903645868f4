/** A television: no browser on it, so the user enters a code on another device. */
@NullMarked
package io.github.zohooauth.examples.television;

import org.jspecify.annotations.NullMarked;
