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
  const seconds = (step) => Math.floor(minute(settings.at, step) / 1000);
  const alice = (step) => ({ distinct_id: user, $user_id: user, $device_id: device, time: seconds(step) });
  const { people } = mixpanel;
  await call((done) => mixpanel.track('Landing Seen', { distinct_id: `$device:${device}`, $device_id: device, time: seconds(0) }, done));
  await call((done) => people.set(user, traits, { $time: seconds(1) * 1000 }, done));
  await call((done) => mixpanel.track('Song Played', { ...song, ...alice(2), $insert_id: songMessage }, done));
  await call((done) => people.set_once(user, { plan: 'free', firstSong: 'First' }, done));
  await call((done) => people.increment(user, { songs: 2.5 }, done));
  await call((done) => people.append(user, { played: 'b' }, done));
  await call((done) => people.append(user, { played: 'c' }, done));
  await call((done) => people.union(user, { played: ['c', 'd'] }, done));
  await call((done) => people.remove(user, { played: 'b' }, done));
  await call((done) => people.unset(user, ['age'], done));
  await call((done) => mixpanel.track('Operations Done', { distinct_id: user, $user_id: user, $device_id: device }, done));
  await call((done) => mixpanel.groups.set(groupType, group, groupTraits, done));
  await call((done) => mixpanel.track('Board Opened', { ...alice(4), [groupType]: group }, done));
  await call((done) =>
    mixpanel.track_batch(
      [
        { event: 'Batched', properties: { ...alice(5), number: 1, $insert_id: 'batched-1' } },
        { event: 'Batched', properties: { ...alice(6), number: 2, $insert_id: 'batched-2' } },
      ],
      done,
    ),
  );
  await call((done) => mixpanel.import('Imported', seconds(7), { ...alice(7), revenue: 19.98 }, done));
  await call((done) => mixpanel.alias(user, previousUser, done));
  await call((done) => mixpanel.track('After Logout', { distinct_id: `$device:${deviceAfterLogout}`, $device_id: deviceAfterLogout, time: seconds(9) }, done));
  await call((done) => people.delete_user(user, done));
  return result;
}

/** The SDK never sends anything again by itself: what it reports as failed, its user sends again. */
export async function burst(settings) {
  const mixpanel = open({ ...settings, verbose: false });
  const result = { accepted: 0, refused: [] };
  for (let number = 1; number <= settings.count; number++) {
    const properties = { ...settings.properties(number), distinct_id: user, time: settings.at, $insert_id: settings.message(number) };
    let failure = true;
    for (let tries = 0; failure && tries < 30; tries++) {
      failure = await new Promise((resolve) => mixpanel.track('Numbered', properties, resolve));
      if (failure) {
        result.refused.push(failure.message);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
    if (!failure) result.accepted++;
  }
  return result;
}
