/** A web application: users log in with Zoho, and each sees what is his own. */
@NullMarked
package io.github.zohooauth.examples.webapp;

import org.jspecify.annotations.NullMarked;
