package io.github.zohooauth.localzoho.protocol;

/** The environment of a CRM organization that a token is bound to (section 7). */
public enum CrmEnvironment {
  PRODUCTION,
  SANDBOX,
  DEVELOPER
}
