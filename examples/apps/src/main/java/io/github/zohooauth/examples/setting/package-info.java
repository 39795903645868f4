/** What is around every example: the Zoho it runs against, the CRM it asks, a person's browser. */
@NullMarked
package io.github.zohooauth.examples.setting;

import org.jspecify.annotations.NullMarked;
