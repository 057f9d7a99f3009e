/**
 * What breaks when: {@link dev.riffle.acceptance.chaos.plan.FaultPlan} draws faults and their times
 * from a seed, and does nothing else.
 */
@NullMarked
package dev.riffle.acceptance.chaos.plan;

import org.jspecify.annotations.NullMarked;
