import mixpanel from 'mixpanel-browser';
import { group, groupTraits, groupType, song, traits, user } from '../scenario.mjs';
import { numbered, pause } from './page.mjs';

/** `batching` false: a request for each call, and those of events as beacons in the end. */
export async function scenario({ url, key, batching }) {
  mixpanel.init(key, {
    api_host: url,
    persistence: 'localStorage',
    track_pageview: true,
    autocapture: false,
    batch_requests: batching,
    batch_flush_interval_ms: 250,
    record_sessions_percent: 0,
  });
  const does = async (call) => {
    call();
    await pause();
  };
  const before = mixpanel.get_property('$device_id');
  await does(() => mixpanel.track('Landing Seen'));
  await does(() => mixpanel.identify(user));
  await does(() => mixpanel.people.set(traits));
  await does(() => mixpanel.track('Song Played', song));
  await does(() => mixpanel.people.set_once({ plan: 'free', firstSong: 'First' }));
  await does(() => mixpanel.people.increment('songs', 2.5));
  await does(() => mixpanel.people.append('played', 'b'));
  await does(() => mixpanel.people.union('played', ['b', 'c']));
  await does(() => mixpanel.people.remove('interests', 'art'));
  await does(() => mixpanel.people.unset('age'));
  await pause(700);
  await does(() => mixpanel.track('Operations Done'));
  await does(() => mixpanel.set_group(groupType, group));
  await does(() => mixpanel.get_group(groupType, group).set(groupTraits));
  await does(() => mixpanel.track('Board Opened'));
  await does(() => mixpanel.track('Order Completed', { revenue: 19.98, currency: 'USD' }));
  await pause(700);
  mixpanel.reset();
  await does(() => mixpanel.track('After Logout', {}, { transport: 'sendBeacon', send_immediately: true }));
  return { devices: [before, mixpanel.get_property('$device_id')], refused: [] };
}

export async function burst(settings) {
  mixpanel.init(settings.key, {
    api_host: settings.url,
    persistence: 'localStorage',
    track_pageview: false,
    autocapture: false,
    batch_flush_interval_ms: 250,
    record_sessions_percent: 0,
  });
  await numbered(settings, (properties) => mixpanel.track('Numbered', properties));
  return {};
}
