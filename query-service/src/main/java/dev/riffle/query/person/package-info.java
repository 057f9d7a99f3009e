/**
 * Single persons: found by an id, with their properties over time, devices, aliases and events.
 * {@code StoredPersons} reads; {@code PropertyChanges} tells what changed when.
 */
@NullMarked
package dev.riffle.query.person;

import org.jspecify.annotations.NullMarked;
