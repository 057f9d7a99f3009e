// Where the story goes and who takes part; both SDKs tell the same one.
// node <sdk>.mjs <url of the ingest service> <write key> <prefix of the user ids>
import process from 'node:process';

export const [url, writeKey, prefix] = process.argv.slice(2);
if (!prefix) {
  console.error('usage: node <sdk>.mjs URL WRITE_KEY PREFIX');
  process.exit(2);
}

export const HOUR_MS = 3_600_000;
const started = Date.now();

/** Hours before now, in whole milliseconds. */
export const hoursAgo = (hours) => started - hours * HOUR_MS;

/**
 * Each line: who, hours ago, and either the plan that begins or the event that happens.
 * "upgrader" uses the feature twice as a free user, buys, and uses it three times as a premium one.
 */
export const lines = [
  { who: 'free-1', at: 60, plan: 'free' },
  { who: 'free-1', at: 59, event: 'Used Awesome Feature 1' },
  { who: 'free-2', at: 60, plan: 'free' },
  { who: 'free-2', at: 59, event: 'Used Awesome Feature 2' },
  { who: 'premium-1', at: 60, plan: 'premium' },
  { who: 'premium-1', at: 58, event: 'Used Awesome Feature 1' },
  { who: 'premium-1', at: 57, event: 'Used Awesome Feature 1' },
  { who: 'premium-2', at: 60, plan: 'premium' },
  { who: 'premium-2', at: 57, event: 'Used Awesome Feature 1' },
  { who: 'upgrader', at: 60, plan: 'free' },
  { who: 'upgrader', at: 56, event: 'Used Awesome Feature 1' },
  { who: 'upgrader', at: 55, event: 'Used Awesome Feature 1' },
  { who: 'upgrader', at: 40, event: 'Subscribed to Premium', properties: { purchasedTier: 2 } },
  { who: 'upgrader', at: 39, plan: 'premium' },
  { who: 'upgrader', at: 30, event: 'Used Awesome Feature 1' },
  { who: 'upgrader', at: 29, event: 'Used Awesome Feature 1' },
  { who: 'upgrader', at: 28, event: 'Used Awesome Feature 1' },
];

export const properties = (line) => line.properties ?? { optionalProperty: 123 };
