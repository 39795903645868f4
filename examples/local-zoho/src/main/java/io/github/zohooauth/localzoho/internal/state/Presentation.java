package io.github.zohooauth.localzoho.internal.state;

import java.time.Instant;

/** A presentation that a user owns. */
public record Presentation(String id, String name, int slides, Instant modifiedAt) {}
