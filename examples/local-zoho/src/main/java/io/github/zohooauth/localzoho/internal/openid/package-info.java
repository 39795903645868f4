/** Not for tests: id_tokens, their metadata and userinfo (section 10). */
@NullMarked
package io.github.zohooauth.localzoho.internal.openid;

import org.jspecify.annotations.NullMarked;
