import { Analytics } from '@segment/analytics-node';
import { device, deviceAfterLogout, group, groupTraits, minute, page, previousUser, song, songMessage, traits, user } from '../scenario.mjs';

function open({ url, key, flushAt = 50 }) {
  const analytics = new Analytics({ writeKey: key, host: url, flushAt, flushInterval: 50 });
  const result = { accepted: 0, refused: [], messages: [] };
  analytics.on('error', (error) => result.refused.push(`${error.code} ${error.reason?.message ?? ''}`));
  const done = (failure, context) => {
    result.messages.push(context.event.messageId);
    if (!failure) result.accepted++;
  };
  return { analytics, done, result };
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
  await analytics.closeAndFlush({ timeout: 30_000 });
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
  await analytics.closeAndFlush({ timeout: 90_000 });
  return { acknowledged, refused };
}
