/** A job beside a web application, on the database where that keeps its users' tokens. */
@NullMarked
package io.github.zohooauth.examples.job;

import org.jspecify.annotations.NullMarked;
