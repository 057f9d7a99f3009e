/** What goes back to the asker: plain records that are the JSON wire model of answers. */
@NullMarked
package dev.riffle.query.answer;

import org.jspecify.annotations.NullMarked;
