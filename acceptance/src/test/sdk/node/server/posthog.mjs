import { PostHog } from 'posthog-node';
import { device, deviceAfterLogout, group, groupTraits, groupType, minute, previousUser, song, songMessage, traits, user } from '../scenario.mjs';

function open({ url, key, flushAt = 50, disableCompression = false }) {
  const client = new PostHog(key, { host: url, flushAt, flushInterval: 100, fetchRetryDelay: 500, fetchRetryCount: 20, disableCompression, featureFlagsRequestTimeoutMs: 5_000 });
  const refused = [];
  client.on('error', (error) => refused.push(String(error)));
  return { client, refused };
}

export async function scenario(settings) {
  const { client, refused } = open(settings);
  const time = (step) => ({ timestamp: new Date(minute(settings.at, step)) });
  const anonymous = { $process_person_profile: false };
  client.capture({ distinctId: device, event: 'Landing Seen', properties: { ...anonymous, $device_id: device }, ...time(0) });
  client.identify({ distinctId: user, properties: { $set: traits, $set_once: { firstSong: 'First' }, $anon_distinct_id: device } });
  client.capture({ distinctId: user, event: 'Song Played', properties: { ...song, $device_id: device, $session_id: 'session-1' }, uuid: songMessage, ...time(2) });
  client.capture({ distinctId: user, event: 'Plan Chosen', properties: { $set: { plan: 'team' }, $set_once: { plan: 'free', firstPlan: 'team' }, $unset: ['age'] }, ...time(3) });
  client.groupIdentify({ groupType, groupKey: group, properties: groupTraits, distinctId: user });
  client.capture({ distinctId: user, event: 'Board Opened', groups: { [groupType]: group }, ...time(4) });
  client.capture({ distinctId: user, event: '$pageview', properties: { $current_url: 'https://x.example/docs?utm_source=news&utm_campaign=c1', $pathname: '/docs' }, ...time(5) });
  client.capture({ distinctId: user, event: '$screen', properties: { $screen_name: 'Main' }, ...time(6) });
  client.capture({ distinctId: user, event: 'Order Completed', properties: { revenue: 19.98, currency: 'USD' }, ...time(7) });
  client.alias({ distinctId: user, alias: previousUser });
  client.capture({ distinctId: deviceAfterLogout, event: 'After Logout', properties: { ...anonymous, $device_id: deviceAfterLogout }, ...time(9) });
  const flags = await client.getAllFlags(user);
  await client.shutdown(30_000);
  return { refused, flags };
}

export async function burst(settings) {
  const { client, refused } = open({ ...settings, flushAt: settings.batch });
  for (let number = 1; number <= settings.count; number++) {
    client.capture({ distinctId: user, event: 'Numbered', properties: settings.properties(number), uuid: settings.message(number) });
  }
  await client.shutdown(60_000);
  return { refused };
}
