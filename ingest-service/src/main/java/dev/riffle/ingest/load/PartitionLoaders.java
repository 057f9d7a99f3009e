package dev.riffle.ingest.load;

/** Makes the loader of a partition that has just been assigned. */
@FunctionalInterface
interface PartitionLoaders {
  PartitionLoader of(SourcePartition partition, CommitLog commits);
}
