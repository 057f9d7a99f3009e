/**
 * How SDKs take a reply that is no success: {@link dev.riffle.acceptance.sdk.reaction.ServerSdk}
 * sends a {@link dev.riffle.acceptance.sdk.reaction.Burst} through a {@link
 * dev.riffle.acceptance.sdk.reaction.WatchedDoor}, and what is stored is compared with what the SDK
 * believes.
 */
@NullMarked
package dev.riffle.acceptance.sdk.reaction;

import org.jspecify.annotations.NullMarked;
