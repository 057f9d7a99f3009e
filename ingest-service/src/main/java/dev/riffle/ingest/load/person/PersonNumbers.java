package dev.riffle.ingest.load.person;

/**
 * Deals the dense numbers of one partition's new senders, in the order of their first records: so
 * they are a pure function of the log, and a replay deals the same. Partition p of n deals p+1,
 * n+p+1, 2n+p+1, ...; 0 is never dealt. One thread.
 */
public final class PersonNumbers {
  private final int partition;
  private final int partitions;
  private long counter;

  /**
   * @param greatest the greatest number of this partition that is stored; 0 when there is none
   */
  public PersonNumbers(int partition, int partitions, int greatest) {
    if (partition < 0 || partition >= partitions) {
      throw new IllegalArgumentException("partition " + partition + " of " + partitions);
    }
    if (greatest != 0 && (greatest - 1) % partitions != partition) {
      throw new IllegalArgumentException(
          "number " + greatest + " was not dealt by partition " + partition + " of " + partitions);
    }
    this.partition = partition;
    this.partitions = partitions;
    this.counter = greatest == 0 ? 0 : (greatest - 1) / partitions + 1;
  }

  public int next() {
    return Math.toIntExact(counter++ * partitions + partition + 1);
  }
}
