/** Profiles: which client the tool uses, and the library's client made of it. */
@NullMarked
package io.github.zohooauth.examples.cli.profile;

import org.jspecify.annotations.NullMarked;
