import posthog from 'posthog-js';
import { group, groupTraits, groupType, minute, previousUser, song, songMessage, traits, user } from '../scenario.mjs';
import { numbered, pause } from './page.mjs';

export async function scenario({ url, key, at }) {
  posthog.init(key, {
    api_host: url,
    // else the SDK takes a headless browser for a bot and sends nothing
    opt_out_useragent_filter: true,
    autocapture: false,
    capture_pageview: true,
    capture_pageleave: true,
    disable_session_recording: true,
    disable_surveys: true,
    persistence: 'localStorage',
    request_queue_config: { flush_interval_ms: 250 },
  });
  const does = async (call) => {
    call();
    await pause();
  };
  await pause(500);
  const before = posthog.get_distinct_id();
  await does(() => posthog.capture('Landing Seen'));
  await does(() => posthog.identify(user, traits, { firstSong: 'First' }));
  // the next request must not overtake this one
  await pause(600);
  await does(() => posthog.capture('Song Played', song, { timestamp: new Date(minute(at, 2)), uuid: songMessage }));
  await does(() => posthog.setPersonProperties({ plan: 'team' }, { plan: 'free', firstPlan: 'team' }));
  await does(() => posthog.group(groupType, group, groupTraits));
  await does(() => posthog.capture('Board Opened'));
  await does(() => posthog.capture('Order Completed', { revenue: 19.98, currency: 'USD' }));
  await does(() => posthog.alias(previousUser, user));
  await pause(600);
  posthog.reset(true);
  await does(() => posthog.capture('After Logout'));
  return { devices: [before, posthog.get_distinct_id()], refused: [] };
}

export async function burst(settings) {
  posthog.init(settings.key, {
    api_host: settings.url,
    opt_out_useragent_filter: true,
    autocapture: false,
    capture_pageview: false,
    capture_pageleave: false,
    disable_session_recording: true,
    disable_surveys: true,
    request_queue_config: { flush_interval_ms: 250 },
  });
  await pause(500);
  await numbered(settings, (properties) => posthog.capture('Numbered', properties));
  return {};
}
