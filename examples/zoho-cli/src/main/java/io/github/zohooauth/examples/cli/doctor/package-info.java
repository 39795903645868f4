/** {@code zoho doctor}: one class for each check, which says what it found and what to do. */
@NullMarked
package io.github.zohooauth.examples.cli.doctor;

import org.jspecify.annotations.NullMarked;
