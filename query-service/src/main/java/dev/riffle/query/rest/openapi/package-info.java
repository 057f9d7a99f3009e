/** What the published OpenAPI document says beyond the annotations of the resources. */
@NullMarked
package dev.riffle.query.rest.openapi;

import org.jspecify.annotations.NullMarked;
