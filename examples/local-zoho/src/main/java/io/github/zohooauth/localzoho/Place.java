package io.github.zohooauth.localzoho;

/** One server: what it does, and in which data center. */
record Place(ServerRole role, String location) {}
