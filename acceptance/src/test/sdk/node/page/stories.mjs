// What a person does on the page, in Chromium: node page/stories.mjs <path of chromium> <settings as JSON>
// { url, ingestUrl, writeKey, readKey, adminKey, screenshots }. Prints as JSON, by story: what was wrong.
import { mkdir } from 'node:fs/promises';
import process from 'node:process';
import { browser, ownAdminKey, problems, settings } from './browser.mjs';
import { save, send } from './history.mjs';

await mkdir(settings.screenshots, { recursive: true });
await send(settings);
await save(settings, await ownAdminKey());

// one after another: they share two cores with what they look at
for (const stories of ['segmentation', 'drawing', 'funnels', 'activity', 'people', 'keys', 'segments', 'dashboards', 'screens']) {
  await import('./' + stories + '.mjs');
}

await browser.close();
console.log(JSON.stringify(problems));
process.exit(0);
