@NullMarked
package dev.riffle.local.certificate;

import org.jspecify.annotations.NullMarked;
