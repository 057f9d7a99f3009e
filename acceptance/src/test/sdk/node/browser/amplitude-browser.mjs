import { Identify, Revenue, createInstance } from '@amplitude/analytics-browser';
import { group, groupTraits, groupType, minute, song, songMessage, traits, user } from '../scenario.mjs';
import { numbered, pause } from './page.mjs';

const identifyOf = (properties) =>
  Object.entries(properties).reduce((identify, [name, value]) => identify.set(name, value), new Identify());

export async function scenario({ url, key, at }) {
  const client = createInstance();
  await client.init(key, undefined, {
    serverUrl: `${url}/2/httpapi`,
    remoteConfig: { fetchRemoteConfig: true, serverUrl: `${url}/config` },
    autocapture: { attribution: true, pageViews: true, sessions: true, formInteractions: false, fileDownloads: false, elementInteractions: false },
    enableRequestBodyCompression: true,
    flushIntervalMillis: 200,
  }).promise;
  const replies = [];
  const does = async (reply) => {
    replies.push(reply.promise);
    await pause();
  };
  const before = client.getDeviceId();
  const landing = client.track('Landing Seen');
  replies.push(landing.promise);
  // an event gets its user when it is sent on, not when it is tracked
  await landing.promise;
  client.setUserId(user);
  await does(client.identify(identifyOf(traits)));
  await does(client.track('Song Played', song, { insert_id: songMessage, time: minute(at, 2) }));
  await does(
    client.identify(
      new Identify()
        .setOnce('plan', 'free')
        .add('songs', 2.5)
        .append('played', 'b')
        .prepend('played', 'a')
        .preInsert('early', 'm')
        .postInsert('late', 'n')
        .remove('interests', 'art')
        .unset('age'),
    ),
  );
  await does(client.track('Operations Done'));
  await does(client.setGroup(groupType, group));
  await does(client.groupIdentify(groupType, group, identifyOf(groupTraits)));
  await does(client.track('Board Opened', {}, { groups: { [groupType]: group } }));
  await does(client.revenue(new Revenue().setProductId('sku-1').setPrice(9.99).setQuantity(2).setRevenueType('purchase')));
  await client.flush().promise;
  const results = await Promise.all(replies);
  client.reset();
  client.setTransport('beacon');
  client.track('After Logout');
  client.flush();
  return {
    devices: [before, client.getDeviceId()],
    accepted: results.filter((result) => result.code === 200).length,
    refused: results.filter((result) => result.code !== 200).map((result) => `${result.code} ${result.message}`),
  };
}

export async function burst(settings) {
  const client = createInstance();
  await client.init(settings.key, user, {
    serverUrl: `${settings.url}/2/httpapi`,
    remoteConfig: { fetchRemoteConfig: false },
    autocapture: false,
    flushIntervalMillis: 200,
  }).promise;
  await numbered(settings, (properties) => client.track('Numbered', properties));
  return {};
}
