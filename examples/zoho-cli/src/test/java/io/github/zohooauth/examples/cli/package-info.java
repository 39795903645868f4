@NullMarked
package io.github.zohooauth.examples.cli;

import org.jspecify.annotations.NullMarked;
