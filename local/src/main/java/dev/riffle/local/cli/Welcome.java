package dev.riffle.local.cli;

import dev.riffle.local.certificate.SelfSignedCertificate;
import dev.riffle.local.launch.RiffleParts;
import java.util.ArrayList;
import java.util.List;

/** What {@code up} prints when everything is ready: addresses, keys, and the first two requests. */
final class Welcome {
  private Welcome() {}

  static List<String> lines(RiffleParts parts) {
    List<String> lines = new ArrayList<>(tlsLines(parts));
    String ingest = "http://" + parts.reachable() + ":" + parts.ports().ingest();
    String query = "http://" + parts.reachable() + ":" + parts.ports().query();
    String writeKey = parts.secrets().writeKey().text();
    String readKey = parts.secrets().readKey().text();
    """

    Look at the page %2$s/#key=%4$s
    Send events to   %1$s
    Ask questions at %2$s/api/v1
    Try the API      %2$s/q/swagger-ui

    Project "demo"
      write key      %3$s
      read key       %4$s
      admin key      in %5$s

    Tell who alice is, and what she did:
    curl -s %1$s/v1/batch -u %3$s: -H 'Content-Type: application/json' -d '{"batch":[{"type":"identify","userId":"alice","traits":{"plan":"premium"}},{"type":"track","userId":"alice","event":"Used Awesome Feature 1","properties":{"optionalProperty":123}}]}'

    Ask who uses which feature:
    curl -s '%2$s/api/v1/feature-usage?by=plan&last=30d' -H 'Authorization: Bearer %4$s'
    """
        .formatted(ingest, query, writeKey, readKey, parts.data().secrets())
        .lines()
        .forEach(lines::add);
    return lines;
  }

  private static List<String> tlsLines(RiffleParts parts) {
    if (parts.certificate().isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "By https         https://"
            + parts.reachable()
            + ":"
            + parts.ports().ingestTls().orElseThrow());
    SelfSignedCertificate ours = new SelfSignedCertificate(parts.data().tls());
    if (parts.certificate().get().equals(ours.files())) {
      lines.add("  trust          " + ours.certificate());
      lines.add("  for the JVM    -Djavax.net.ssl.trustStore=" + ours.trustStore());
      lines.add(
          "                 -Djavax.net.ssl.trustStorePassword="
              + SelfSignedCertificate.TRUST_STORE_PASSWORD);
    }
    return lines;
  }
}
