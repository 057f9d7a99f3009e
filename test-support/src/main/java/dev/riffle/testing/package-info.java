/**
 * Real engines for the tests of every module. {@code KafkaEngine}, {@code PostgresEngine} and
 * {@code ClickHouseEngine} start one each: in a container where a Docker engine answers, else
 * embedded, as a process of its own. {@code ...Resource} hand their addresses to Quarkus tests.
 */
@NullMarked
package dev.riffle.testing;

import org.jspecify.annotations.NullMarked;
