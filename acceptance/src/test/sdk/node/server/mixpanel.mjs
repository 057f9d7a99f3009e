import Mixpanel from 'mixpanel';
import { device, deviceAfterLogout, group, groupTraits, groupType, minute, previousUser, song, songMessage, traits, user } from '../scenario.mjs';

function open({ url, key, verbose }) {
  const { protocol, hostname, port } = new URL(url);
  return Mixpanel.init(key, { protocol: protocol.replace(':', ''), host: hostname, port, verbose, key: 'not used', keepAlive: true });
}

export async function scenario(settings) {
  const mixpanel = open(settings);
  const result = { accepted: 0, refused: [] };
  const call = (method) =>
    new Promise((resolve) =>
      method((failures) => {
        const failure = Array.isArray(failures) ? failures.find(Boolean) : failures;
        if (failure) result.refused.push(failure.message);
        else result.accepted++;
        resolve();
      }),
    );
  // the time of an event is in seconds, that of a change of a profile in milliseconds
  const seconds = (step) => minute(settings.at, step) / 1000;
  const change = (step) => ({ $time: minute(settings.at, step) });
  const alice = (step) => ({ distinct_id: user, $user_id: user, $device_id: device, time: seconds(step) });
  const { groups, people } = mixpanel;
  await call((done) => mixpanel.track('Trial Started', { distinct_id: previousUser, time: seconds(-1) }, done));
  await call((done) => mixpanel.track('Landing Seen', { distinct_id: `$device:${device}`, $device_id: device, time: seconds(0) }, done));
  await call((done) => people.set(user, traits, change(1), done));
  await call((done) => mixpanel.track('Song Played', { ...song, ...alice(2), $insert_id: songMessage }, done));
  await call((done) => people.set_once(user, { plan: 'free', firstSong: 'First' }, change(3), done));
  await call((done) => people.increment(user, { songs: 2 }, change(4), done));
  await call((done) => people.append(user, { played: 'b' }, change(5), done));
  await call((done) => people.append(user, { played: 'c' }, change(6), done));
  await call((done) => people.union(user, { played: ['c', 'd'] }, change(7), done));
  await call((done) => people.remove(user, { played: 'b' }, change(8), done));
  await call((done) => people.unset(user, ['age'], change(9), done));
  await call((done) => mixpanel.track('Operations Done', alice(10), done));
  await call((done) => groups.set(groupType, group, groupTraits, change(11), done));
  await call((done) => mixpanel.track('Board Opened', { ...alice(12), [groupType]: group }, done));
  await call((done) => mixpanel.import('Imported', new Date(minute(settings.at, 13)), { ...alice(13), revenue: 19.98, $insert_id: 'imported-1' }, done));
  await call((done) => mixpanel.track('After Logout', { distinct_id: `$device:${deviceAfterLogout}`, $device_id: deviceAfterLogout, time: seconds(14) }, done));
  const batch = [15, 16].map((step) => ({ event: 'Batched', properties: { ...alice(step), step, $insert_id: `batched-${step}` } }));
  await call((done) => mixpanel.track_batch(batch, done));
  await call((done) => people.delete_user(user, change(17), done));
  await call((done) => mixpanel.alias(user, previousUser, done));
  return result;
}

/** The SDK never sends anything again by itself: what it reports as failed, its user sends again. */
export async function burst(settings) {
  const mixpanel = open({ ...settings, verbose: false });
  const acknowledged = [];
  const refused = [];
  const time = Math.floor(Date.now() / 1000);
  // track() sends a GET, which has no room for a large event
  const send = (event, large) =>
    new Promise((resolve) => {
      if (large) mixpanel.track_batch([{ event: 'Numbered', properties: event }], (failures) => resolve(failures?.some(Boolean)));
      else mixpanel.track('Numbered', event, resolve);
    });
  for (const { number, properties, message } of settings.events) {
    const event = { ...properties, distinct_id: user, time, $insert_id: message };
    let failure = true;
    for (let tries = 0; failure && tries < settings.tries; tries++) {
      failure = await send(event, number === settings.odd && settings.texts > 1);
      if (failure) await new Promise((resolve) => setTimeout(resolve, 500));
    }
    (failure ? refused : acknowledged).push(number);
  }
  return { acknowledged, refused };
}
