/** A project and the keys that open its doors: the words both services use for who may do what. */
@NullMarked
package dev.riffle.project;

import org.jspecify.annotations.NullMarked;
