/**
 * Connections before and around their requests: how many, how slow, how strictly read, and how they
 * end. Below what the HTTP server offers, hence in Netty's terms.
 */
@NullMarked
package dev.riffle.ingest.collect.connection;

import org.jspecify.annotations.NullMarked;
