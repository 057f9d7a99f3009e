// The story by Segment's Node SDK, unmodified: only host differs from its documentation.
import { Analytics } from '@segment/analytics-node';
import process from 'node:process';
import { hoursAgo, lines, prefix, properties, url, writeKey } from './story.mjs';

const analytics = new Analytics({ writeKey, host: url, flushAt: 50, flushInterval: 50 });
let failures = 0;
analytics.on('error', (error) => {
  failures++;
  console.error('refused:', JSON.stringify(error));
});

let accepted = 0;
const done = (failure) => {
  if (!failure) accepted++;
};
for (const line of lines) {
  const common = { userId: `${prefix}-${line.who}`, timestamp: new Date(hoursAgo(line.at)) };
  if (line.plan) {
    analytics.identify({ ...common, traits: { plan: line.plan } }, done);
  } else {
    analytics.track({ ...common, event: line.event, properties: properties(line) }, done);
  }
}

await analytics.closeAndFlush({ timeout: 30_000 });
if (failures > 0 || accepted !== lines.length) {
  console.error(`${accepted} of ${lines.length} accepted, ${failures} failures`);
  process.exit(1);
}
console.log(JSON.stringify({ accepted }));
