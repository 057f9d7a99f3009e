package dev.riffle.ingest.load.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How senders are resolved into persons: keys under {@code riffle.identity}. */
@ConfigMapping(prefix = "riffle.identity")
public interface IdentityConfig {
  /** Pause between two looks at what is new. */
  @WithDefault("2s")
  Duration interval();

  /** A device that more users share, such as one that a server sends for all, belongs to nobody. */
  @WithDefault("100")
  @Min(1)
  @Max(10_000)
  int deviceUsersMax();

  /** Of a user with more devices than that, only so many are joined. */
  @WithDefault("1000")
  @Min(1)
  @Max(100_000)
  int personDevicesMax();

  /**
   * No question takes longer: what is rewritten stays beside the rows for so long, for questions
   * that have read the rows before, and costs every question a look meanwhile. Not less than {@code
   * riffle.query.max-time}, whose default is half of this one's.
   */
  @WithDefault("1m")
  @DurationMin(seconds = 1)
  @DurationMax(hours = 1)
  Duration questionMaxTime();
}
