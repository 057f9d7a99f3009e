// Amplitude's client for Node, unmodified: tells of three plays, then asks for them again.
// node dashboard.mjs <ingest's address> <query's address> <write key> <read key>; prints what it was told, as JSON.
import http from 'node:http';
import process from 'node:process';

const [ingest, query, writeKey, readKey] = process.argv.slice(2);
const ASKED = 'https://amplitude.com';
const ATTEMPTS = 100;

// its address for questions cannot be set: it goes through a proxy, which passes it to Riffle
const paths = [];
const proxy = http.createServer(async (request, response) => {
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== ASKED) return response.writeHead(502).end();
  paths.push(pathname);
  const answer = await fetch(query + pathname + search, { headers: { Authorization: request.headers.authorization } });
  return response.writeHead(answer.status, { 'Content-Type': answer.headers.get('Content-Type') }).end(await answer.text());
});
await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
process.env.https_proxy = `http://127.0.0.1:${proxy.address().port}`;
process.env.no_proxy = new URL(ingest).hostname;

const { default: module } = await import('amplitude');
const Amplitude = module.default ?? module;
const amplitude = new Amplitude(writeKey, { secretKey: readKey, tokenEndpoint: ingest });

await amplitude.identify({ user_id: 'ann@example.com', user_properties: { plan: 'premium' } });
const played = (userId, song) => ({ userId, event_type: 'Song Played', event_properties: { song } });
await amplitude.track([played('ann@example.com', 'a'), played('ann@example.com', 'b'), played('bob@example.com', 'a')]);

const today = new Date().toISOString().slice(0, 10).replaceAll('-', '');
const ask = (m) => amplitude.eventSegmentation({ e: { event_type: 'Song Played' }, start: today, end: today, m });
let totals;
for (let i = 0; i < ATTEMPTS && totals?.data?.series?.[0]?.[0] !== 3; i++) {
  await new Promise((resolve) => setTimeout(resolve, 200));
  // until it has arrived no event has this name
  totals = await ask('totals').catch((refusal) => ({ refused: refusal.status }));
}
const uniques = await ask('uniques');
const { matches } = await amplitude.userSearch('ann@example.com');
const activity = await amplitude.userActivity(matches[0].amplitude_id);
const unknown = await amplitude.eventSegmentation({ e: { event_type: 'No Such Event' }, start: today, end: today }).catch((refusal) => refusal.status);
console.log(JSON.stringify({ paths: [...new Set(paths)], totals, uniques, matches, activity, unknown }));
process.exit(0);
