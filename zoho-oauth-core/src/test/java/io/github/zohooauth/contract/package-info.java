/** What every token store promises, as tests that its own tests extend. */
@NullMarked
package io.github.zohooauth.contract;

import org.jspecify.annotations.NullMarked;
