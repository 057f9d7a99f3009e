/** PostHog's capture API, and what its libraries fetch: paths, JSON and replies. */
@NullMarked
package dev.riffle.ingest.collect.protocol.posthog;

import org.jspecify.annotations.NullMarked;
