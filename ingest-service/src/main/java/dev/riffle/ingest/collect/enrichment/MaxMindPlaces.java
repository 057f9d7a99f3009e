package dev.riffle.ingest.collect.enrichment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Places out of a file in MaxMind's format (GeoLite2 or GeoIP2 Country and City, and others of that
 * layout), mapped into memory. The file is read at the start; another one needs a new start.
 */
public final class MaxMindPlaces implements Places {
  private static final int PLACES_KEPT = 10_000;
  private static final int ADDRESS_CHARACTERS_MAX = 64;
  private static final Pattern TYPES_WITH_PLACES = Pattern.compile("Country|City|Enterprise");
  private static final System.Logger LOG = System.getLogger(MaxMindPlaces.class.getName());

  private final Reader database;
  private final Cache<String, Place> known = Caffeine.newBuilder().maximumSize(PLACES_KEPT).build();

  private MaxMindPlaces(Reader database) {
    this.database = database;
  }

  /**
   * Opens a file for the life of the process.
   *
   * @throws UncheckedIOException when it is no such file
   * @throws IllegalArgumentException when it holds something else than places
   */
  public static MaxMindPlaces open(Path file) {
    try {
      Reader database = new Reader(file.toFile(), Reader.FileMode.MEMORY_MAPPED);
      String type = database.getMetadata().getDatabaseType();
      if (!TYPES_WITH_PLACES.matcher(type).find()) {
        throw new IllegalArgumentException(
            "a database of type " + type + " names no countries: " + file);
      }
      return new MaxMindPlaces(database);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the database of places " + file, e);
    }
  }

  @Override
  public Place of(String address) {
    if (address.length() > ADDRESS_CHARACTERS_MAX) {
      return Place.UNKNOWN;
    }
    Place place = known.getIfPresent(address);
    if (place == null) {
      place = find(address);
      known.put(address, place);
    }
    return place;
  }

  private Place find(String address) {
    try {
      Map<?, ?> found = database.get(InetAddress.ofLiteral(address), Map.class);
      return found == null ? Place.UNKNOWN : place(found);
    } catch (IllegalArgumentException e) {
      return Place.UNKNOWN;
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "a place cannot be read from its database", e);
      return Place.UNKNOWN;
    }
  }

  private static Place place(Map<?, ?> found) {
    Object region =
        found.get("subdivisions") instanceof List<?> largestFirst && !largestFirst.isEmpty()
            ? largestFirst.getFirst()
            : null;
    return new Place(
        text(member(found, "country"), "iso_code"),
        text(member(region, "names"), "en"),
        text(member(member(found, "city"), "names"), "en"));
  }

  private static @Nullable Object member(@Nullable Object parent, String name) {
    return parent instanceof Map<?, ?> members ? members.get(name) : null;
  }

  private static String text(@Nullable Object parent, String name) {
    return member(parent, name) instanceof String text ? text : "";
  }
}
