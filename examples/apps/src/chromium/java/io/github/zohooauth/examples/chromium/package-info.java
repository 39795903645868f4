/** A real browser, and what a person does with it. */
@NullMarked
package io.github.zohooauth.examples.chromium;

import org.jspecify.annotations.NullMarked;
