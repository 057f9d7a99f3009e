// What the project of the page's stories has: made by rule, so that every number is known beforehand.
export const EVENT = 'Used Awesome Feature 1';
export const DAYS = 30;
const DAY_MS = 86_400_000;

/** Of 12 premium persons every second one comes on a day, of 18 free ones every sixth. */
export const PERSONS = [
  ...Array.from({ length: 12 }, (_, index) => ({ id: `premium-${index}@example.com`, plan: 'premium', every: 2, index })),
  ...Array.from({ length: 18 }, (_, index) => ({ id: `free-${index}@example.com`, plan: 'free', every: 6, index })),
];

export function comes(person, day) {
  return (person.index + day) % person.every === 0;
}

/** Distinct persons of the plan over all days but today, and those of each day. */
export function expected(plan) {
  const of = PERSONS.filter((person) => person.plan === plan);
  return {
    all: of.filter((person) => days().some((day) => comes(person, day))).length,
    daily: days().map((day) => of.filter((person) => comes(person, day)).length),
  };
}

function days() {
  return Array.from({ length: DAYS }, (_, day) => day);
}

/** Bodies for POST /v1/batch: identify first, then the events of the days before today, at noon UTC. */
export function batches(now) {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const timeOf = (day, minute) => new Date(today - (DAYS - day) * DAY_MS + DAY_MS / 2 + minute * 60_000).toISOString();
  const identified = PERSONS.map(({ id, plan }) => ({ type: 'identify', userId: id, traits: { plan, seats: plan === 'premium' ? 5 : 1 }, timestamp: timeOf(0, -60) }));
  const tracked = days().flatMap((day) =>
    PERSONS.filter((person) => comes(person, day)).flatMap((person, minute) => [
      { type: 'track', userId: person.id, event: EVENT, properties: { optionalProperty: day, surface: day % 2 ? 'web' : 'phone' }, timestamp: timeOf(day, minute) },
      { type: 'track', userId: person.id, event: 'Signed In', timestamp: timeOf(day, minute - 1) },
    ]),
  );
  const all = [...identified, ...tracked];
  return Array.from({ length: Math.ceil(all.length / 100) }, (_, index) => ({ batch: all.slice(index * 100, (index + 1) * 100) }));
}

/** Sends it, and waits until the last day is in an answer. */
export async function send({ ingestUrl, writeKey, url, readKey }) {
  for (const body of batches(Date.now())) {
    const reply = await fetch(ingestUrl + '/v1/batch', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: 'Basic ' + btoa(writeKey + ':') },
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error('sending: ' + reply.status + ' ' + (await reply.text()));
  }
  const total = ['premium', 'free'].flatMap((plan) => expected(plan).daily).reduce((a, b) => a + b, 0);
  for (let i = 0; i < 300; i++) {
    const reply = await fetch(url + '/api/v1/segmentation', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer ' + readKey },
      body: JSON.stringify({ events: [EVENT], measures: ['totals'], last: '40d', interval: 'none' }),
    });
    const answer = reply.ok ? await reply.json() : undefined;
    if (answer?.series[0].line.total.totals === total) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('what was sent is not in the answers');
}

/** What is saved before anybody looks: a segment of 12 of the 30 persons, questions of every kind, and two dashboards of them. */
export async function save({ url }, adminKey) {
  const premium = { name: 'Premium', where: { property: 'plan', of: 'user', op: 'is', values: ['premium'] } };
  const questions = [
    { name: 'Feature by plan', kind: 'segmentation', question: { events: [EVENT], measures: ['uniques'], last: '30d', interval: 'day', segments: [premium, { name: 'Everybody' }] } },
    { name: 'From sign-in to feature', kind: 'funnel', question: { steps: ['Signed In', EVENT], window: '1d', last: '30d', interval: 'day', percentiles: [50] } },
    { name: 'Who comes back', kind: 'retention', question: { unit: 'day', periods: 14, last: '30d' } },
    { name: 'Who uses what', kind: 'featureUsage', question: { by: 'plan', last: '30d' } },
    { name: 'Where they go', kind: 'paths', question: { anchor: 'Signed In', last: '30d' } },
    { name: 'Who stays', kind: 'lifecycle', question: { unit: 'day', last: '7d' } },
    { name: 'How often', kind: 'stickiness', question: { unit: 'week', last: '12w' } },
    { name: 'What they bring', kind: 'revenue', question: { property: 'optionalProperty', days: 7, last: '90d' } },
    { name: 'How long', kind: 'sessions', question: { interval: 'day', last: '30d' } },
  ];
  const made = [
    ['/segments', { name: 'Comes often', population: { did: EVENT, atLeast: 10 } }],
    ...questions.map((question) => ['/questions', question]),
    ['/dashboards', { name: 'First look', charts: [{ question: 'feature-by-plan', width: 12 }, { question: 'from-sign-in-to-feature' }, { question: 'who-comes-back' }] }],
    ['/dashboards', { name: 'The others', charts: ['who-uses-what', 'where-they-go', 'who-stays', 'how-often', 'how-long', 'what-they-bring'].map((question) => ({ question })) }],
  ];
  for (const [path, body] of made) {
    const reply = await fetch(url + '/api/v1' + path, { method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: 'Bearer ' + adminKey }, body: JSON.stringify(body) });
    if (reply.status !== 201) throw new Error('saving ' + body.name + ': ' + reply.status + ' ' + (await reply.text()));
  }
}
