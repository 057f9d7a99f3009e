/**
 * What is sent, and the record of it. {@link dev.riffle.acceptance.chaos.load.EventSource} makes
 * events from numbers, {@link dev.riffle.acceptance.chaos.load.LoadGenerator} posts them until each
 * is acknowledged and sends some again, {@link dev.riffle.acceptance.chaos.load.Journal} writes
 * down what was sent and what came back.
 */
@NullMarked
package dev.riffle.acceptance.chaos.load;

import org.jspecify.annotations.NullMarked;
