/** The tour: a self client's whole life, told step by step. */
@NullMarked
package io.github.zohooauth.examples.tour;

import org.jspecify.annotations.NullMarked;
