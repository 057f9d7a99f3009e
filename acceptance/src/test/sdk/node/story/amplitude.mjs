// The story by Amplitude's Node SDK, unmodified: only serverUrl differs from its documentation.
import { Identify, createInstance } from '@amplitude/analytics-node';
import process from 'node:process';
import { hoursAgo, lines, prefix, properties, url, writeKey } from './story.mjs';

const amplitude = createInstance();
await amplitude.init(writeKey, { serverUrl: `${url}/2/httpapi`, flushIntervalMillis: 50 }).promise;

const replies = [];
for (const line of lines) {
  const options = { user_id: `${prefix}-${line.who}`, time: hoursAgo(line.at) };
  if (line.plan) {
    replies.push(amplitude.identify(new Identify().set('plan', line.plan), options).promise);
  } else {
    replies.push(amplitude.logEvent(line.event, properties(line), options).promise);
  }
}

const bad = (await Promise.all(replies)).filter((reply) => reply.code !== 200);
if (bad.length > 0) {
  console.error('refused:', JSON.stringify(bad[0]));
  process.exit(1);
}
console.log(JSON.stringify({ accepted: replies.length }));
