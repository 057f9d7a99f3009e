// Drives one SDK of a server: node drive.mjs <sdk> <scenario or burst> <settings as JSON>
// Prints what the SDK says has become of its calls, as JSON, in its last line.
import process from 'node:process';

const [sdk, part, json] = process.argv.slice(2);
const settings = JSON.parse(json);
const driver = await import(`./server/${sdk}.mjs`);
const result = await driver[part]({
  ...settings,
  message: (number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  properties: (number) => ({ number, filler: 'x'.repeat(number === settings.oversized ? settings.bytes : 10) }),
});
console.log(JSON.stringify(result));
process.exit(0);
