/** A television: a code to sign in with on another device, and then the presentations. */
@NullMarked
package io.github.zohooauth.examples.tv;

import org.jspecify.annotations.NullMarked;
