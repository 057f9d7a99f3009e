/** Tests of the script {@code riffle} at the root of the checkout. */
@NullMarked
package dev.riffle.local.script;

import org.jspecify.annotations.NullMarked;
