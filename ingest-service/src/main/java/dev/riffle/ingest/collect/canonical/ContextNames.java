package dev.riffle.ingest.collect.canonical;

/**
 * Names of the event properties that libraries fill by themselves, the same whatever vendor's
 * library sent them, so that one question works over all of them; docs/sdks.md, "Names".
 */
public final class ContextNames {
  public static final String PAGE_VIEWED = "Page Viewed";
  public static final String SCREEN_VIEWED = "Screen Viewed";

  public static final String PAGE_URL = "page.url";
  public static final String PAGE_PATH = "page.path";
  public static final String PAGE_TITLE = "page.title";
  public static final String PAGE_REFERRER = "page.referrer";
  public static final String PAGE_REFERRING_DOMAIN = "page.referringDomain";
  public static final String CAMPAIGN_SOURCE = "campaign.source";
  public static final String CAMPAIGN_MEDIUM = "campaign.medium";
  public static final String CAMPAIGN_NAME = "campaign.name";
  public static final String CAMPAIGN_TERM = "campaign.term";
  public static final String CAMPAIGN_CONTENT = "campaign.content";
  public static final String CAMPAIGN_ID = "campaign.id";
  public static final String OS_NAME = "os.name";
  public static final String OS_VERSION = "os.version";
  public static final String BROWSER_NAME = "browser.name";
  public static final String BROWSER_VERSION = "browser.version";

  /** One of {@code desktop, mobile, tablet, tv, bot}; see {@link ContextValues#deviceType}. */
  public static final String DEVICE_TYPE = "device.type";

  public static final String DEVICE_MODEL = "device.model";
  public static final String DEVICE_MANUFACTURER = "device.manufacturer";
  public static final String SCREEN_NAME = "screen.name";
  public static final String APP_NAME = "app.name";
  public static final String APP_VERSION = "app.version";
  public static final String LOCALE = "locale";
  public static final String TIMEZONE = "timezone";

  /** ISO 3166 code of two letters; see {@link ContextValues#country}. */
  public static final String GEO_COUNTRY = "geo.country";

  public static final String GEO_REGION = "geo.region";
  public static final String GEO_CITY = "geo.city";

  /** A number: what the sender says, or else price times quantity. */
  public static final String REVENUE = "revenue";

  public static final String PRICE = "price";
  public static final String QUANTITY = "quantity";
  public static final String CURRENCY = "currency";
  public static final String PRODUCT_ID = "productId";
  public static final String REVENUE_TYPE = "revenueType";

  /** Of a group's record: the group's type. */
  public static final String GROUP_TYPE = "group.type";

  private static final String GROUP = "group.";

  private ContextNames() {}

  /** Of an event: the group of that type, or a list of them, within which it happened. */
  public static String group(String type) {
    return GROUP + type;
  }
}
