import { Identify, Revenue, createInstance } from '@amplitude/analytics-node';
import { device, deviceAfterLogout, group, groupTraits, groupType, minute, song, songMessage, traits, user } from '../scenario.mjs';

async function open({ url, key }, path) {
  const client = createInstance();
  await client.init(key, {
    serverUrl: url + path,
    flushIntervalMillis: 50,
    logLevel: 0,
  }).promise;
  return client;
}

async function told(replies) {
  const results = await Promise.all(replies.map((reply) => reply.promise));
  return {
    accepted: results.filter((result) => result.code === 200).length,
    refused: results.filter((result) => result.code !== 200).map((result) => `${result.code} ${result.message}`),
    messages: results.map((result) => result.event.insert_id),
  };
}

export async function scenario(settings) {
  const { at, path } = settings;
  const amplitude = await open(settings, path);
  const alice = (step) => ({ user_id: user, device_id: device, time: minute(at, step) });
  const replies = [
    amplitude.logEvent('Landing Seen', {}, { device_id: device, time: minute(at, 0) }),
    amplitude.identify(
      Object.entries(traits).reduce((identify, [name, value]) => identify.set(name, value), new Identify()),
      alice(1),
    ),
    amplitude.logEvent('Song Played', song, { ...alice(2), insert_id: songMessage, session_id: at }),
    amplitude.identify(
      new Identify()
        .setOnce('plan', 'free')
        .setOnce('firstSong', 'First')
        .add('songs', 2.5)
        .append('played', 'b')
        .prepend('recent', 'x')
        .preInsert('early', 'm')
        .postInsert('late', ['n', 'o'])
        .remove('interests', 'art')
        .unset('age'),
      alice(3),
    ),
    amplitude.identify(
      new Identify()
        .add('songs', -1)
        .append('played', ['c', 'd'])
        .prepend('recent', 'w')
        .preInsert('early', ['m', 'l'])
        .postInsert('late', ['o', 'p']),
      alice(4),
    ),
    amplitude.logEvent('Operations Done', {}, alice(5)),
    amplitude.setGroup(groupType, group, alice(6)),
    amplitude.groupIdentify(
      groupType,
      group,
      Object.entries(groupTraits).reduce((identify, [name, value]) => identify.set(name, value), new Identify()),
      alice(7),
    ),
    amplitude.logEvent('Board Opened', {}, { ...alice(8), groups: { [groupType]: group } }),
    amplitude.revenue(
      new Revenue().setProductId('sku-1').setPrice(9.99).setQuantity(2).setRevenueType('purchase'),
      alice(9),
    ),
    amplitude.identify(new Identify().clearAll(), alice(10)),
    amplitude.logEvent('All Cleared', {}, alice(11)),
    amplitude.logEvent('After Logout', {}, { device_id: deviceAfterLogout, time: minute(at, 12) }),
  ];
  return told(replies);
}

export async function burst(settings) {
  const amplitude = createInstance();
  await amplitude.init(settings.key, {
    serverUrl: `${settings.url}/2/httpapi`,
    flushIntervalMillis: 100,
    flushQueueSize: settings.batch,
    logLevel: 0,
  }).promise;
  const acknowledged = [];
  const refused = [];
  await Promise.all(
    settings.events.map(async ({ number, properties, message }) => {
      const result = await amplitude.logEvent('Numbered', properties, { user_id: user, insert_id: message }).promise;
      if (result.code === 200) acknowledged.push(number);
      else refused.push(number);
    }),
  );
  return { acknowledged, refused };
}
