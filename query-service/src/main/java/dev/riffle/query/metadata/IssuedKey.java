package dev.riffle.query.metadata;

import dev.riffle.project.ApiKey;

/** A key that was just made. The only moment at which its text is known. */
public record IssuedKey(ApiKey secret, KeyDetails details) {}
