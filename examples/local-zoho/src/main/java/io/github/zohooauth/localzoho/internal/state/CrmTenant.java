package io.github.zohooauth.localzoho.internal.state;

import io.github.zohooauth.localzoho.protocol.CrmEnvironment;

/** One organization in one environment: what has data of its own (section 7). */
public record CrmTenant(String organization, CrmEnvironment environment) {}
