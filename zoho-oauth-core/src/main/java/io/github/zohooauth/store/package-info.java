/**
 * Token stores: the extension point, the stored record and its text form.
 *
 * <p>Null is neither accepted nor returned, unless the documentation says so.
 */
@NullMarked
package io.github.zohooauth.store;

import org.jspecify.annotations.NullMarked;
