/**
 * Proves, after the fact, that the table {@code events} holds each loaded record once.
 *
 * <p>The path of one proof: the loader takes every row of a batch into its partition's {@link
 * dev.riffle.ingest.load.audit.Ledger}, whose text travels in the metadata of the committed offset;
 * a bucket of offsets that is behind is written to the {@linkplain
 * dev.riffle.ingest.load.audit.LedgerStore table} {@code load_ledger}; the {@link
 * dev.riffle.ingest.load.audit.Auditor} asks the engine what {@link
 * dev.riffle.ingest.load.audit.StoredRows is there} and comes to a {@link
 * dev.riffle.ingest.load.audit.Verdict}, which {@link dev.riffle.ingest.load.audit.AuditStatus}
 * tells in health, metrics and log.
 */
@NullMarked
package dev.riffle.ingest.load.audit;

import org.jspecify.annotations.NullMarked;
