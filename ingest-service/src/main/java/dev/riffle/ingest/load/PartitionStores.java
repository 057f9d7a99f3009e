package dev.riffle.ingest.load;

import dev.riffle.ingest.load.audit.LedgerStore;
import dev.riffle.ingest.load.catalog.CatalogStore;
import dev.riffle.ingest.load.deadletter.DeadLetters;
import dev.riffle.ingest.load.person.PersonStore;
import dev.riffle.ingest.load.table.EventStore;

/** Everything durable that one source partition is loaded into. */
public record PartitionStores(
    EventStore events,
    PersonStore persons,
    CatalogStore catalog,
    DeadLetters deadLetters,
    LedgerStore ledgers,
    Retries retries) {}
