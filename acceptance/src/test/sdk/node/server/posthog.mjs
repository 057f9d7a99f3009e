import { PostHog } from 'posthog-node';
import { device, deviceAfterLogout, group, groupTraits, groupType, minute, page, previousUser, song, songMessage, traits, user } from '../scenario.mjs';

function open({ url, key, flushAt = 50, disableCompression = false }) {
  const client = new PostHog(key, { host: url, flushAt, maxBatchSize: flushAt, flushInterval: 100, disableCompression, featureFlagsRequestTimeoutMs: 5_000 });
  const refused = [];
  client.on('error', (error) => refused.push(String(error)));
  return { client, refused };
}

export async function scenario(settings) {
  const { client, refused } = open(settings);
  // all but one happen now, one after the other: identify() and others take no time
  const calls = [
    () => client.capture({ distinctId: previousUser, event: 'Trial Started' }),
    () => client.capture({ distinctId: device, event: 'Landing Seen', properties: { $process_person_profile: false, $device_id: device } }),
    () => client.identify({ distinctId: user, properties: { $set: traits, $set_once: { firstSong: 'First' }, $anon_distinct_id: device } }),
    () =>
      client.capture({
        distinctId: user,
        event: 'Song Played',
        properties: { ...song, $device_id: device, $session_id: 'session-1' },
        uuid: songMessage,
        timestamp: new Date(minute(settings.at, 2)),
      }),
    () => client.capture({ distinctId: user, event: 'Plan Chosen', properties: { $set: { plan: 'team' }, $set_once: { plan: 'free', firstPlan: 'team' }, $unset: ['age'] } }),
    () => client.groupIdentify({ groupType, groupKey: group, properties: groupTraits, distinctId: user }),
    () => client.capture({ distinctId: user, event: 'Board Opened', groups: { [groupType]: group } }),
    () => client.capture({ distinctId: user, event: '$pageview', properties: { $current_url: page, $pathname: '/' } }),
    () => client.capture({ distinctId: user, event: '$screen', properties: { $screen_name: 'Main' } }),
    () => client.capture({ distinctId: user, event: 'Order Completed', properties: { revenue: 19.98, currency: 'USD' } }),
    () => client.alias({ distinctId: user, alias: previousUser }),
    () => client.capture({ distinctId: deviceAfterLogout, event: 'After Logout', properties: { $process_person_profile: false, $device_id: deviceAfterLogout } }),
  ];
  for (const call of calls) {
    call();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const flags = await client.getAllFlags(user);
  if (Object.keys(flags).length > 0) refused.push(`flags ${JSON.stringify(flags)}`);
  await client.shutdown(30_000);
  return { refused };
}

/** The SDK does not tell which events it has delivered; `refused` has the errors. */
export async function burst(settings) {
  const { client, refused } = open({ ...settings, flushAt: settings.batch });
  for (const { properties, message } of settings.events) {
    client.capture({ distinctId: user, event: 'Numbered', properties, uuid: message });
  }
  // a flush ends with what is refused, and that of shutdown() for good; a service's next one sends the rest
  let failures;
  do {
    failures = refused.length;
    await client.flush().catch(() => {});
  } while (refused.length > failures);
  await client.shutdown(90_000);
  return { acknowledged: [], refused };
}
