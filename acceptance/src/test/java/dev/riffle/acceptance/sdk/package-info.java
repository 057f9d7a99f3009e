/**
 * Real, unmodified SDKs against the running system. A driver (src/test/sdk/node, {@code *Java}
 * here) tells the scenario to a project of its own; {@link dev.riffle.acceptance.sdk.StoredStory}
 * reads back everything that the project has stored; the tests compare.
 */
@NullMarked
package dev.riffle.acceptance.sdk;

import org.jspecify.annotations.NullMarked;
