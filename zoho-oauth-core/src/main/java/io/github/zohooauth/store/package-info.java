/**
 * Token stores: the extension point, what a store keeps, and how it is written as text.
 *
 * <p>Null is neither taken nor given, unless the documentation says so.
 */
@NullMarked
package io.github.zohooauth.store;

import org.jspecify.annotations.NullMarked;
