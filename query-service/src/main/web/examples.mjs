// Writes every example of the API, requests and answers, as TypeScript that the types made from
// openapi.yaml must accept; `npm run check` compiles it as a client's own code would be.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const target = new URL('../../../target/', import.meta.url);
const read = (name) =>
  Object.entries(JSON.parse(readFileSync(new URL(`../resources/openapi/${name}.json`, import.meta.url), 'utf8')));

const lines = [
  "import type { operations } from '../src/main/web/src/api/schema';",
  '',
  'type Operation = keyof operations;',
  "type Json<T> = T extends { content: { 'application/json': infer B } } ? B : never;",
  "type Request<O extends Operation> = Json<NonNullable<operations[O]['requestBody']>>;",
  "type Answer<O extends Operation, S extends keyof operations[O]['responses']> = Json<operations[O]['responses'][S]>;",
  '',
  '// the types do refuse what is wrong',
  '// @ts-expect-error an event is a text or an object',
  "({ events: [1] }) satisfies Request<'segmentation'>;",
  '// @ts-expect-error there is no answer without what it is made of',
  "({ range: {} }) satisfies Answer<'segmentation', 200>;",
  '',
];
let count = 0;
for (const [operation, requests] of read('examples')) {
  for (const request of Object.values(requests)) {
    lines.push(`(${JSON.stringify(request)}) satisfies Request<'${operation}'>;`);
    count++;
  }
}
for (const [operation, answers] of read('answers')) {
  for (const [status, answer] of Object.entries(answers)) {
    lines.push(`(${JSON.stringify(answer)}) satisfies Answer<'${operation}', ${status}>;`);
    count++;
  }
}
if (count < 80) throw new Error(`only ${count} examples`);
mkdirSync(target, { recursive: true });
writeFileSync(new URL('api-examples.ts', target), lines.join('\n') + '\n');
