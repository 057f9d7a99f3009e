import amplitude from 'amplitude-js';
import { group, groupTraits, groupType, minute, song, traits, user } from '../scenario.mjs';
import { numbered, pause } from './page.mjs';

export async function scenario({ url, key, at }) {
  const client = amplitude.getInstance();
  await new Promise((resolve) =>
    client.init(key, null, { apiEndpoint: new URL(url).host, forceHttps: false, includeUtm: true, uploadBatchSize: 100 }, resolve),
  );
  const result = { accepted: 0, refused: [] };
  const does = async (call) => {
    await new Promise((resolve) =>
      call((status, body) => {
        if (status === 200) result.accepted++;
        else result.refused.push(`${status} ${body}`);
        resolve();
      }),
    );
    await pause();
  };
  const before = client.options.deviceId;
  await does((done) => client.logEvent('Landing Seen', {}, done));
  client.setUserId(user);
  const identifyOf = (properties) =>
    Object.entries(properties).reduce((identify, [name, value]) => identify.set(name, value), new amplitude.Identify());
  await does((done) => client.identify(identifyOf(traits), done));
  await does((done) => client.logEventWithTimestamp('Song Played', song, minute(at, 2), done));
  await does((done) =>
    client.identify(
      new amplitude.Identify()
        .setOnce('plan', 'free')
        .add('songs', 2.5)
        .append('played', 'b')
        .preInsert('early', 'm')
        .postInsert('late', 'n')
        .remove('interests', 'art')
        .unset('age'),
      done,
    ),
  );
  await does((done) => client.logEvent('Operations Done', {}, done));
  client.setGroup(groupType, group);
  await pause();
  await does((done) => client.groupIdentify(groupType, group, identifyOf(groupTraits), done));
  await does((done) => client.logEventWithGroups('Board Opened', {}, { [groupType]: group }, done));
  client.logRevenueV2(new amplitude.Revenue().setProductId('sku-1').setPrice(9.99).setQuantity(2).setRevenueType('purchase'));
  await pause();
  client.setUserId(null);
  client.regenerateDeviceId();
  await does((done) => client.logEvent('After Logout', {}, done));
  client.setTransport('beacon');
  client.logEvent('Page Left');
  return { ...result, devices: [before, client.options.deviceId] };
}

export async function burst(settings) {
  const client = amplitude.getInstance();
  const { host } = new URL(settings.url);
  await new Promise((resolve) => client.init(settings.key, user, { apiEndpoint: host, forceHttps: false }, resolve));
  await numbered(settings, (properties) => client.logEvent('Numbered', properties));
  return {};
}
