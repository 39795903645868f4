/** A Spring Boot application whose users sign in with Zoho; their tokens are in its database. */
@NullMarked
package io.github.zohooauth.examples.spring;

import org.jspecify.annotations.NullMarked;
