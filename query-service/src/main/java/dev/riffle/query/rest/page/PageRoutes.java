package dev.riffle.query.rest.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Serves the page's document at each of its addresses, so that links lead into it, and tells the
 * browser what the page may do: talk to this service and to nobody else.
 *
 * <p>The files come from {@code META-INF/resources}, where the build of {@code src/main/web} puts
 * them; a build without it shows how to get it.
 */
@ApplicationScoped
class PageRoutes {
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self';"
          + " img-src 'self' data: blob:; font-src 'self'; connect-src 'self';"
          + " manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  // after the request's id and the limits, before the static files
  private static final int PRIORITY = 800;
  private static final String DOCUMENT = "/META-INF/resources/index.html";
  private static final String NO_PAGE = "/page/not-built.html";

  private final boolean built = PageRoutes.class.getResource(DOCUMENT) != null;

  void register(@Observes Filters filters) {
    filters.register(this::answer, PRIORITY);
  }

  private void answer(RoutingContext context) {
    PageAddress address = PageAddress.of(context.normalizedPath());
    HttpMethod method = context.request().method();
    boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    if (!reads || address == PageAddress.FOREIGN) {
      context.next();
      return;
    }
    context.addHeadersEndHandler(done -> guard(address, context));
    if (address != PageAddress.SCREEN) {
      context.next();
    } else if (!built) {
      context.response().putHeader("Content-Type", "text/html;charset=UTF-8").end(text(NO_PAGE));
    } else if (context.normalizedPath().equals("/")) {
      context.next();
    } else {
      context.reroute("/");
    }
  }

  private static void guard(PageAddress address, RoutingContext context) {
    MultiMap headers = context.response().headers();
    headers.set("Content-Security-Policy", POLICY);
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    boolean found = context.response().getStatusCode() < 400;
    headers.set(
        "Cache-Control",
        address == PageAddress.ASSET && found ? "public, max-age=31536000, immutable" : "no-cache");
  }

  private static String text(String resource) {
    try (InputStream file = PageRoutes.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
