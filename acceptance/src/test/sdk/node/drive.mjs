// Drives one SDK of a server: node drive.mjs <sdk> <scenario or burst> <settings as JSON>
// Prints what the SDK says has become of its calls, as JSON, in its last line.
import process from 'node:process';

/** Events with numbers, one of them with texts: settings of a burst. */
function numbered({ count, odd, texts, textLength }) {
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const properties = { number };
    for (let i = 0; number === odd && i < texts; i++) properties[`text${i}`] = 'x'.repeat(textLength);
    return { number, properties, message: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}` };
  });
}

const [sdk, part, json] = process.argv.slice(2);
const settings = JSON.parse(json);
const driver = await import(`./server/${sdk}.mjs`);
const result = await driver[part](part === 'burst' ? { ...settings, events: numbered(settings) } : settings);
console.log(JSON.stringify(result));
process.exit(0);
