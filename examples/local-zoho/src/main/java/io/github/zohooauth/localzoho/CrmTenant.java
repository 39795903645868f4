package io.github.zohooauth.localzoho;

/** One organization in one environment: what has data of its own (section 7). */
record CrmTenant(String organization, CrmEnvironment environment) {}
