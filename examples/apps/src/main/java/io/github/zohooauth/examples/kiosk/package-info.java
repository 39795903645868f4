/** A screen in a lobby: a token in the redirect itself, and none but the browser renews it. */
@NullMarked
package io.github.zohooauth.examples.kiosk;

import org.jspecify.annotations.NullMarked;
