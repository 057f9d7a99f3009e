/**
 * PostgreSQL as a plain process with a durable directory: {@link
 * dev.riffle.local.postgres.PostgresServer} unpacks the binaries once per user, creates the cluster
 * once per directory, and names the command that runs it.
 */
@NullMarked
package dev.riffle.local.postgres;

import org.jspecify.annotations.NullMarked;
