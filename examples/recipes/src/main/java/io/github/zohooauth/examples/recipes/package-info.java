/** Recipes: an HTTP client each, authorized with the tokens of this library. */
@NullMarked
package io.github.zohooauth.examples.recipes;

import org.jspecify.annotations.NullMarked;
