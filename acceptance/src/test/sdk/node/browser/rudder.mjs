import { RudderAnalytics } from '@rudderstack/analytics-js/bundled';
import { group, groupTraits, previousUser, song, traits, user } from '../scenario.mjs';
import { numbered, pause } from './page.mjs';

export async function scenario({ url, key }) {
  const analytics = new RudderAnalytics();
  const refused = [];
  await new Promise((resolve) => {
    analytics.load(key, url, { configUrl: url, logLevel: 'ERROR', onLoaded: resolve, queueOptions: { minRetryDelay: 500 } });
  });
  const does = async (call) => {
    await call;
    // each is a request of its own, and none must overtake another
    await pause(250);
  };
  const before = analytics.getAnonymousId();
  await does(analytics.track('Landing Seen'));
  await does(analytics.identify(user, traits));
  await does(analytics.track('Song Played', song));
  await does(analytics.group(group, groupTraits));
  await does(analytics.page('Docs', 'Home', { variation: 'blue' }));
  await does(analytics.track('Order Completed', { revenue: 19.98, currency: 'USD' }));
  await does(analytics.alias(user, previousUser));
  analytics.reset(true);
  await does(analytics.track('After Logout'));
  return { devices: [before, analytics.getAnonymousId()], refused };
}

export async function burst(settings) {
  const analytics = new RudderAnalytics();
  await new Promise((resolve) => {
    analytics.load(settings.key, settings.url, { configUrl: settings.url, logLevel: 'NONE', onLoaded: resolve });
  });
  await numbered(settings, (properties) => analytics.track('Numbered', properties));
  return {};
}
