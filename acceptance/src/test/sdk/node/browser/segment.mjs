import { AnalyticsBrowser } from '@segment/analytics-next';
import { group, groupTraits, previousUser, song, traits, user } from '../scenario.mjs';
import { numbered, pause } from './page.mjs';

/** `batching` is the other way in which the SDK delivers. */
export async function scenario({ url, key, batching }) {
  const { host, protocol } = new URL(url);
  const analytics = AnalyticsBrowser.load(
    { writeKey: key, cdnURL: url },
    {
      integrations: {
        'Segment.io': {
          apiHost: `${host}/v1`,
          protocol: protocol.replace(':', ''),
          ...(batching ? { deliveryStrategy: { strategy: 'batching', config: { size: 20, timeout: 300 } } } : {}),
        },
      },
    },
  );
  await analytics.ready();
  const messages = [];
  const does = async (call) => {
    const context = await call;
    messages.push(context.event.messageId);
    await pause();
  };
  const deviceOf = async () => (await analytics.user()).anonymousId();
  const before = await deviceOf();
  await does(analytics.track('Landing Seen'));
  await does(analytics.identify(user, traits));
  // the next batch must not overtake this one
  if (batching) await pause(1_000);
  await does(analytics.track('Song Played', song));
  await does(analytics.group(group, groupTraits));
  await does(analytics.track('Board Opened', {}, { context: { groupId: group } }));
  await does(analytics.page('Docs', 'Home', { variation: 'blue' }));
  await does(analytics.screen('Main', { variation: 'blue' }));
  await does(analytics.track('Order Completed', { revenue: 19.98, currency: 'USD' }));
  await does(analytics.alias(user, previousUser));
  await analytics.reset();
  await does(analytics.track('After Logout'));
  return { devices: [before, await deviceOf()], messages, accepted: messages.length, refused: [] };
}

export async function burst(settings) {
  const { host, protocol } = new URL(settings.url);
  const analytics = AnalyticsBrowser.load(
    { writeKey: settings.key, cdnURL: settings.url },
    {
      integrations: {
        'Segment.io': {
          apiHost: `${host}/v1`,
          protocol: protocol.replace(':', ''),
          ...(settings.batching ? { deliveryStrategy: { strategy: 'batching', config: { size: settings.wave, timeout: 300 } } } : {}),
        },
      },
    },
  );
  await analytics.ready();
  await numbered(settings, (properties) => analytics.track('Numbered', properties));
  return {};
}
