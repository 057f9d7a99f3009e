/**
 * What an analyst can ask. The records are the JSON wire model: a component's name is the field's
 * name; an absent field is an empty {@code Optional}, an empty list or the default that the record
 * states. {@link dev.riffle.query.question.QuestionReader} reads them strictly; their constructors
 * check what needs no data.
 */
@NullMarked
package dev.riffle.query.question;

import org.jspecify.annotations.NullMarked;
