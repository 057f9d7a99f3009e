/** Administration of projects and their keys. */
@NullMarked
package dev.riffle.query.rest.admin;

import org.jspecify.annotations.NullMarked;
