import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { device, deviceAfterLogout, group, groupTraits, minute, page, previousUser, song, songMessage, traits, user } from '../scenario.mjs';

function open({ url, key, gzip = true, flushAt = 50 }) {
  const result = { accepted: 0, refused: [], messages: [] };
  const analytics = new RudderAnalytics(key, {
    dataPlaneUrl: url,
    gzip,
    flushAt,
    flushInterval: 50,
    logLevel: 'error',
    errorHandler: (error) => result.refused.push(`${error.response?.status ?? error.message}`),
  });
  const done = (failure) => {
    if (!failure) result.accepted++;
  };
  return { analytics, done, result };
}

/** Until each call has been answered for: the SDK's flush() forgets the batch that is on its way. */
async function until(answered) {
  const deadline = Date.now() + 90_000;
  while (!answered() && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function scenario(settings) {
  const { analytics, done, result } = open(settings);
  const time = (step) => ({ timestamp: new Date(minute(settings.at, step)) });
  const alice = (step) => ({ userId: user, anonymousId: device, ...time(step) });
  analytics.track({ userId: previousUser, event: 'Trial Started', ...time(-1) }, done);
  analytics.track({ anonymousId: device, event: 'Landing Seen', ...time(0) }, done);
  analytics.identify({ ...alice(1), traits }, done);
  analytics.track({ ...alice(2), event: 'Song Played', properties: song, messageId: songMessage }, done);
  analytics.group({ ...alice(3), groupId: group, traits: groupTraits }, done);
  analytics.track({ ...alice(4), event: 'Board Opened', context: { groupId: group } }, done);
  analytics.page(
    { ...alice(5), name: 'Home', category: 'Docs', properties: { url: page, path: '/', title: 'Home' } },
    done,
  );
  analytics.screen({ ...alice(6), name: 'Main', properties: { variation: 'blue' } }, done);
  analytics.track({ ...alice(7), event: 'Order Completed', properties: { revenue: 19.98, currency: 'USD' } }, done);
  analytics.alias({ userId: user, previousId: previousUser, ...time(8) }, done);
  analytics.track({ anonymousId: deviceAfterLogout, event: 'After Logout', ...time(9) }, done);
  await until(() => result.accepted + result.refused.length >= 11);
  return result;
}

export async function burst(settings) {
  const { analytics } = open({ ...settings, flushAt: settings.batch });
  const acknowledged = [];
  const refused = [];
  for (const { number, properties, message } of settings.events) {
    analytics.track({ userId: user, event: 'Numbered', properties, messageId: message }, (failure) =>
      (failure ? refused : acknowledged).push(number),
    );
  }
  await until(() => acknowledged.length + refused.length === settings.events.length);
  return { acknowledged, refused };
}
