/**
 * The certificate with which the ingest service speaks https: {@code SelfSignedCertificate} makes
 * one, {@code ServerCertificate} is what the service needs of it or of the user's own.
 */
@NullMarked
package dev.riffle.local.certificate;

import org.jspecify.annotations.NullMarked;
