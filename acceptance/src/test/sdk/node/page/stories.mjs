// What a person does on the page, in Chromium: node page/stories.mjs <path of chromium> <settings as JSON>
// { url, ingestUrl, writeKey, readKey, adminKey, screenshots }. Prints as JSON, by story: what was wrong.
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { DAYS, EVENT, expected, send } from './history.mjs';

const [executablePath, json] = process.argv.slice(2);
const settings = JSON.parse(json);
const { url } = settings;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STORY = '/segmentation?e=Used+Awesome+Feature+1&s=Premium*user~plan~is~premium&s=Free*user~plan~is~free';
const SEGMENTS = 's=Premium*user~plan~is~premium&s=Free*user~plan~is~free';
// whoever comes on even days only never has the web's
const FUNNEL = '/funnels?e=Signed+In&e=Used+Awesome+Feature+1*event~surface~is~web&' + SEGMENTS;
const RETENTION = '/retention?e=Used+Awesome+Feature+1&b=Used+Awesome+Feature+1&' + SEGMENTS;
const CLAUSES = '/segments/new?d=' + encodeURIComponent(JSON.stringify({
  name: 'Everything', population: {
    all: [
      { did: EVENT, where: { property: 'plan', of: 'user', op: 'is', values: ['premium'] }, count: 'days', atLeast: 2, last: '30d' },
      { any: [{ didNot: 'Signed In', last: '7d' }, { not: { sequence: ['Signed In', EVENT], within: '5min', last: '7d' } }] },
      { property: 'plan', op: 'is', values: ['premium'], mode: 'ever' },
      { changed: 'plan', from: ['free'], to: ['premium'], calendar: 'this month' },
      { regularly: EVENT, inPeriods: 3, ofLast: 4, period: '7d' },
      { users: ['premium-1@example.com'] },
    ],
  },
}));
const VARIANTS = ['light', 'dark'].flatMap((theme) => [[theme, 1440, 900], [theme, 390, 844]]);

const problems = {};

function check(story, holds, what) {
  if (!holds) (problems[story] ??= []).push(what);
}

async function story(name, tell) {
  problems[name] ??= [];
  try {
    await tell((holds, what) => check(name, holds, what));
  } catch (error) {
    check(name, false, String(error?.stack ?? error).slice(0, 1500));
  }
}

/** A page that tells what it should not have done. */
async function open(browser, watch, { theme = 'light', width = 1440, height = 900, key = settings.readKey } = {}) {
  const context = await browser.newContext({ colorScheme: theme, viewport: { width, height }, locale: 'en-GB', timezoneId: 'UTC', acceptDownloads: true, deviceScaleFactor: 1 });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  // of a machine that does much besides; a condition that never comes true is as wrong after a minute
  page.setDefaultTimeout(60_000);
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (400|401|404)/.test(message.text())) watch(false, 'console: ' + message.text());
  });
  page.on('pageerror', (error) => watch(false, 'error: ' + error));
  page.on('request', (request) => watch(request.url().startsWith(url) || /^(blob|data):/.test(request.url()), 'request to another origin: ' + request.url()));
  await page.goto(url + '/#key=' + key);
  await page.waitForSelector('.shell');
  return page;
}

async function drawn(page) {
  await page.waitForSelector('.chart-drawing svg path', { state: 'attached' });
  await page.waitForFunction(() => !document.querySelector('.progress .running'));
}

async function settled(page) {
  await page.waitForFunction(() => !document.querySelector('.skeleton, .progress .running, .stale'));
}

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }));
  return found.violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ target, failureSummary }) => target + ' ' + failureSummary.split('\n')[1]).join('; '));
}

async function pick(page, text) {
  await page.waitForSelector('.drop input:focus');
  await page.keyboard.type(text);
  await page.waitForFunction((wanted) => document.querySelector('.options li.active .grow')?.textContent === wanted, text);
  await page.keyboard.press('Enter');
}

/** An answer as the service gives it, larger than the history: the page alone is looked at. */
function manyGroups(groups, days) {
  const start = (day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
  const buckets = Array.from({ length: days }, (_, day) => ({ date: start(day).slice(0, 10), start: start(day), end: start(day + 1) }));
  const line = (group) => ({ total: { uniques: 9_000 - group }, points: buckets.map((_, day) => ({ uniques: 100 + 10 * group + ((day * 7 + group) % 9) })) });
  return {
    range: { from: buckets[0].date, to: buckets.at(-1).date, timeZone: 'UTC', start: buckets[0].start, end: buckets.at(-1).end },
    interval: 'day',
    buckets,
    series: [{
      letter: 'A', event: 'Many', line: line(0),
      groups: Array.from({ length: groups }, (_, group) => ({ values: [{ property: 'group', value: group, label: 'Group ' + group }], label: 'Group ' + group, other: false, line: line(group) })),
    }],
    formulas: [], segments: [], overlaps: [], comparisons: [],
    meta: { queryId: 'none', pendingCorrections: 0, rowsRead: 0, bytesRead: 0, tookMs: 0, exact: true, warnings: [] },
  };
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
await mkdir(settings.screenshots, { recursive: true });
await send(settings);

await story('what is loaded first is small', async (expect) => {
  const html = await (await fetch(url + '/')).text();
  const files = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path);
  expect(files.length >= 2, 'a script and a style sheet, found ' + files);
  let bytes = gzipSync(html).length;
  for (const file of files) bytes += gzipSync(Buffer.from(await (await fetch(url + file)).arrayBuffer())).length;
  expect(bytes < 60 * 1024, bytes + ' bytes with gzip');
  console.error('first load: ' + bytes + ' bytes with gzip');
});

await story('a fresh page shows premium beside free', async (expect) => {
  const page = await open(browser, expect);
  await drawn(page);
  expect((await page.textContent('h1')) === EVENT + ' by plan', 'title: ' + (await page.textContent('h1')));
  for (const [index, plan] of ['premium', 'free'].entries()) {
    const row = await page.locator('.table tbody tr').nth(index).innerText();
    const cells = row.split(/\s*\t\s*/);
    // today so far, which nobody sent, then the days before it; the first day of the history is outside
    const days = expected(plan).daily.slice(-(DAYS - 1)).reverse().map(String);
    expect(cells[0].trim().toLowerCase() === plan, 'row ' + cells[0]);
    expect(cells[1] === String(expected(plan).all), plan + ' of the range: ' + cells[1]);
    expect(JSON.stringify(cells.slice(4)) === JSON.stringify(days), plan + ' by day: ' + cells.slice(4));
  }
  const colours = await page.evaluate(() => ['--s1', '--s2'].map((name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()));
  const strokes = await page.$$eval('.chart-drawing svg path', (paths) => paths.map((path) => path.getAttribute('stroke')));
  expect(colours.every((colour) => strokes.includes(colour)), 'lines in ' + colours + ', drawn ' + strokes);
  expect(/so far/.test(await page.textContent('.table thead')), 'today is marked');
  await page.context().close();
});

await story('the chart of the story, from nothing, with the keyboard alone', async (expect) => {
  const page = await open(browser, expect);
  await page.goto(url + '/segmentation?r=30d');
  await page.waitForSelector('text=Nothing to count yet');
  await page.keyboard.press('/');
  await pick(page, EVENT);
  await drawn(page);
  for (const plan of ['premium', 'free']) {
    const before = await page.locator('input.name').count();
    await page.evaluate(() => document.activeElement?.blur());
    await page.keyboard.press('s');
    await page.waitForFunction((count) => document.querySelectorAll('input.name').length === count + 1, before);
    const name = page.locator('input.name').last();
    await name.focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(plan);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.waitForFunction((wanted) => [...document.querySelectorAll('input.name')].at(-1)?.value === wanted, plan);
    await page.locator('button:has-text("+ Who are they?")').last().focus();
    await page.keyboard.press('Enter');
    await pick(page, 'plan');
    await page.locator('button:has-text("Choose values")').focus();
    await page.keyboard.press('Enter');
    await pick(page, plan);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Done', exact: true }).last().focus();
    await page.keyboard.press('Enter');
    await settled(page);
  }
  await page.waitForFunction(() => document.querySelectorAll('.figure .value').length === 2);
  const figures = await page.$$eval('.figure .value', (values) => values.map((value) => value.textContent));
  expect(JSON.stringify(figures) === JSON.stringify(['premium', 'free'].map((plan) => String(expected(plan).all))), 'figures: ' + figures);
  expect(page.url().endsWith('?e=Used+Awesome+Feature+1&s=premium*user~plan~is~premium&s=free*user~plan~is~free'), 'address: ' + page.url());
  await page.focus('.chart');
  await page.keyboard.press('Home');
  const spoken = await page.textContent('.chart [aria-live]');
  expect(spoken.includes('premium ' + expected('premium').daily.at(-29)), 'spoken at the first day: ' + spoken);
  await page.reload();
  await drawn(page);
  expect((await page.$$eval('.figure .value', (values) => values.length)) === 2, 'the address brings it back');
  await page.context().close();
});

await story('copies a link and exports', async (expect) => {
  const page = await open(browser, expect);
  await page.goto(url + STORY);
  await drawn(page);
  await page.click('button:has-text("Copy link")');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied === url + STORY, 'copied ' + copied);
  const csv = await Promise.all([page.waitForEvent('download'), page.keyboard.press('e')]).then(([download]) => download);
  const lines = readFileSync(await csv.path(), 'utf8').replace('\uFEFF', '').trim().split('\r\n');
  expect(lines.length === 1 + 2 * 30, lines.length + ' lines');
  expect(/^\d{4}-\d\d-\d\dT00:00:00Z,.*,true,Used Awesome Feature 1,Premium,,\d+$/.test(lines[1]), lines[1]);
  await page.click('button[aria-label="Export"]');
  const png = await Promise.all([page.waitForEvent('download'), page.click('text=PNG: the picture')]).then(([download]) => download);
  const picture = readFileSync(await png.path());
  expect(picture.subarray(1, 4).toString() === 'PNG' && picture.length > 10_000, 'a picture of ' + picture.length + ' bytes');
  await png.saveAs(settings.screenshots + '/exported.png');
  await page.context().close();
});

await story('groups, measures and times', async (expect) => {
  const page = await open(browser, expect);
  await page.goto(url + '/segmentation?e=Used+Awesome+Feature+1&by=user~plan&m=totals&i=week');
  await drawn(page);
  const rows = await page.locator('.table tbody th').allInnerTexts();
  expect(JSON.stringify(rows.map((row) => row.trim())) === JSON.stringify(['premium', 'free']), 'rows: ' + rows);
  await page.click('label:has-text("Per user")');
  await settled(page);
  expect(page.url().includes('m=average'), page.url());
  await page.click('button[aria-label^="Time"]');
  await page.click('text=Last 7 days');
  await settled(page);
  expect(page.url().includes('r=7d'), page.url());
  await page.goBack();
  await settled(page);
  expect(!page.url().includes('r=7d'), 'back: ' + page.url());
  await page.goto(url + '/segmentation?e=Used+Awesome+Feature+1&s=Nobody*user~plan~is~none-such&r=7d');
  await page.waitForSelector('text=in this time');
  await page.click('text=Look at everybody');
  await drawn(page);
  await page.goto(url + '/segmentation?e=No+Such+Event');
  await page.waitForSelector('[role=alert]');
  expect(/unknown-event/.test(await page.textContent('[role=alert]')), await page.textContent('[role=alert]'));
  await page.context().close();
});

/** What the open dialog says that it counts. */
async function peopleCount(page) {
  await page.waitForFunction(() => /^\d/.test(document.querySelector('dialog .people-count')?.textContent ?? ''));
  return page.textContent('dialog .people-count');
}

async function closeDialog(page) {
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog', { state: 'detached' });
}

await story('a number opens exactly its people', async (expect) => {
  const page = await open(browser, expect);
  await page.goto(url + STORY);
  await drawn(page);
  await page.locator('.figure .cell').first().click();
  expect((await peopleCount(page)) === '12 people', 'premium: ' + (await peopleCount(page)));
  const ids = await page.$$eval('dialog .people th a', (links) => links.map((link) => link.textContent));
  expect(ids.length === 12 && new Set(ids).size === 12 && ids.every((id) => /^premium-\d+@example.com$/.test(id)), 'ids: ' + ids);
  await page.screenshot({ path: settings.screenshots + '/people-light-1440.png' });
  const csv = await Promise.all([page.waitForEvent('download'), page.click('dialog button:has-text("CSV of all")')]).then(([download]) => download);
  const lines = readFileSync(await csv.path(), 'utf8').trim().split('\n');
  expect(lines.length === 1 + 12, 'a heading and 12 people: ' + lines.length);
  for (const violation of await violations(page)) expect(false, 'dialog: ' + violation);
  await closeDialog(page);
  // the newest whole day of free, in the table
  const yesterday = expected('free').daily.at(-1);
  const cell = page.locator('.table tbody tr').nth(1).locator('td').nth(3).locator('button');
  expect((await cell.textContent()) === String(yesterday), 'free yesterday in the table: ' + (await cell.textContent()));
  await cell.focus();
  await page.keyboard.press('Enter');
  expect((await peopleCount(page)) === yesterday + ' people', 'free yesterday: ' + (await peopleCount(page)));
  await closeDialog(page);
  // the first day on the chart, by keys: premium is the higher line
  await page.focus('.chart');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  expect((await peopleCount(page)) === expected('premium').daily.at(-29) + ' people', 'premium on the first day: ' + (await peopleCount(page)));
  await page.click('dialog .people th a');
  await page.waitForSelector('.profile');
  expect(/\/people\/premium-\d+%40example\.com$/.test(page.url()), 'leads to the person: ' + page.url());
  await page.context().close();
});

await story('a point of the chart opens its people', async (expect) => {
  const page = await open(browser, expect);
  await page.goto(url + STORY + '&c=bar');
  await drawn(page);
  const bars = page.locator('.chart-drawing svg path[fill="' + (await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--s2').trim())) + '"]');
  await bars.last().click();
  expect((await peopleCount(page)) === expected('free').daily.at(-1) + ' people', 'free yesterday: ' + (await peopleCount(page)));
  await page.context().close();
});

await story('says whether a difference is real', async (expect) => {
  const page = await open(browser, expect);
  await page.goto(url + STORY);
  await drawn(page);
  // 12 and 18 persons are too few to say anything
  expect(/insufficient data/.test(await page.locator('.figure').nth(1).innerText()), 'beside the figure: ' + (await page.locator('.figure').nth(1).innerText()));
  expect((await page.locator('.figure').nth(0).locator('.verdict-word').count()) === 0, 'the first segment is compared to none');
  expect(/each side needs 30 persons/.test(await page.textContent('.verdicts')), 'why: ' + (await page.textContent('.verdicts')));
  await page.goto(url + '/usage');
  await page.waitForSelector('.matrix td.heat .verdict-word');
  const words = await page.$$eval('.matrix tbody tr:first-child .verdict-word', (all) => all.map((each) => each.textContent));
  expect(words.length === 2 && words.every((each) => /insufficient data/.test(each)), 'in the table: ' + words);
  await page.locator('.matrix tbody td.heat .cell').first().click();
  expect(/^(12|18) people$/.test(await peopleCount(page)) && /persons/.test(await page.textContent('.people-note')), 'people of the cell with the sentence');
  await page.context().close();
});

await story('a funnel, from nothing to the people who dropped out', async (expect) => {
  const page = await open(browser, expect);
  await page.click('.rail a:has-text("Funnels")');
  await page.waitForSelector('text=How far do people get?');
  for (const event of ['Signed In', EVENT]) {
    await page.click('button:has-text("+ Add step")');
    await pick(page, event);
  }
  await page.waitForSelector('.funnel .lane');
  expect(page.url().endsWith('/funnels?e=Signed+In&e=Used+Awesome+Feature+1'), 'address: ' + page.url());
  expect((await page.textContent('.figure .value')) === '100.0%', 'everybody: ' + (await page.textContent('.figure .value')));
  await page.click('button[aria-label="Earlier: ' + EVENT + '"]');
  await page.waitForURL(/e=Used\+Awesome\+Feature\+1&e=Signed\+In$/);

  await page.goto(url + FUNNEL);
  await drawn(page);
  await settled(page);
  expect(JSON.stringify(await page.$$eval('.figure .value', (all) => all.map((each) => each.textContent))) === '["50.0%","50.0%"]', 'conversion');
  const lanes = await page.$$eval('.funnel .lane', (all) => all.map((lane) => lane.querySelector('b').textContent + ' ' + lane.querySelector('.lane-note').textContent.trim()));
  const wanted = ['12 ', '18 ', '6 50.0% of step 1 · 6 lost · median 1 min', '9 50.0% of step 1 · 9 lost · median 1 min'];
  expect(JSON.stringify(lanes) === JSON.stringify(wanted), 'lanes: ' + JSON.stringify(lanes));
  expect(/insufficient data/.test(await page.locator('.figure').nth(1).innerText()), 'verdict beside the figure');

  await page.locator('.lane-note .cell').first().focus();
  await page.keyboard.press('Enter');
  expect((await peopleCount(page)) === '6 people', 'lost: ' + (await peopleCount(page)));
  const lost = await page.$$eval('dialog .people th a', (links) => links.map((link) => Number(/^premium-(\d+)@/.exec(link.textContent)?.[1])));
  expect(lost.length === 6 && lost.every((index) => index % 2 === 0), 'who was lost: ' + lost);
  await closeDialog(page);
  await page.locator('.funnel li').nth(1).locator('.lane-bar i').nth(1).click();
  expect((await peopleCount(page)) === '9 people', 'free who went on: ' + (await peopleCount(page)));
  await closeDialog(page);
  await page.focus('.chart');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  expect((await peopleCount(page)) === '6 people', 'converted of those who began on the first day: ' + (await peopleCount(page)));
  await closeDialog(page);

  const csv = await Promise.all([page.waitForEvent('download'), page.keyboard.press('e')]).then(([download]) => download);
  const lines = readFileSync(await csv.path(), 'utf8').replace('\uFEFF', '').trim().split('\r\n');
  expect(lines.length === 5 && lines[3] === '2,Used Awesome Feature 1,Premium,,6,0.5,0.5,60000,60000', 'csv: ' + lines[3]);
  await page.click('button:has-text("Explain")');
  await page.waitForSelector('dialog h3:has-text("Statement 1")');
  expect(/POST \/api\/v1\/funnel/.test(await page.textContent('dialog')), 'the question');
  await closeDialog(page);
  await page.context().close();
});

await story('retention, to the people of a cell', async (expect) => {
  const page = await open(browser, expect);
  await page.click('.rail a:has-text("Retention")');
  await page.waitForSelector('.cohorts tbody tr');
  await page.keyboard.press('/');
  await pick(page, EVENT);
  await page.waitForURL(/\/retention\?e=Used\+Awesome\+Feature\+1$/);

  await page.goto(url + RETENTION);
  await drawn(page);
  await settled(page);
  // who is premium comes every second day, half of them on the first one
  const rows = page.locator('.cohorts').first().locator('tbody tr');
  const cells = async (row) => (await rows.nth(row).locator('td').allInnerTexts()).map((text) => text.trim());
  const all = await cells(0);
  expect(all[0] === String(6 * (DAYS - 1)) && all.slice(1, 5).join() === '0.0%,0.0%,100.0%,0.0%', 'all: ' + all);
  const first = await cells(1);
  expect(first.slice(0, 5).join() === '6,0.0%,0.0%,100.0%,0.0%', 'the first cohort: ' + first);
  const yesterday = await cells(DAYS - 1);
  expect(yesterday.slice(0, 4).join() === '6,0.0%,0 so far,', 'yesterday: ' + yesterday);
  const free = (await page.locator('.cohorts').nth(1).locator('tbody tr').nth(1).locator('td').allInnerTexts()).map((text) => text.trim());
  expect(free[0] === '3' && free[7] === '100.0%' && free[3] === '0.0%', 'free on the first day: ' + free);

  await rows.nth(1).locator('td').nth(3).locator('button').focus();
  await page.keyboard.press('Enter');
  expect((await peopleCount(page)) === '6 people', 'back on day 2: ' + (await peopleCount(page)));
  const back = await page.$$eval('dialog .people th a', (links) => links.map((link) => Number(/^premium-(\d+)@/.exec(link.textContent)?.[1])));
  expect(back.length === 6 && back.every((index) => index % 2 === 1), 'who was back: ' + back);
  await closeDialog(page);
  await rows.nth(2).locator('td').nth(0).locator('button').click();
  expect((await peopleCount(page)) === '6 people', 'the second cohort: ' + (await peopleCount(page)));
  await closeDialog(page);

  const csv = await Promise.all([page.waitForEvent('download'), page.keyboard.press('e')]).then(([download]) => download);
  const lines = readFileSync(await csv.path(), 'utf8').replace('\uFEFF', '').trim().split('\r\n');
  expect(lines.length === 1 + 2 * 30 * 15 && /^Premium,\d{4}-\d\d-\d\d,6,2,2,6,true,1$/.test(lines[3]), lines.length + ' lines: ' + lines[3]);
  await page.click('label:has-text("The first time ever")');
  await page.waitForSelector('.cohorts .verdict-word');
  await settled(page);
  expect(page.url().includes('n=firstEver'), page.url());
  // who came the day before the range has started before it
  expect((await cells(0))[0] === '6', 'first starts of premium: ' + (await cells(0)));
  expect(/insufficient data/.test(await page.locator('.cohorts').nth(1).locator('.pooled').innerText()), 'verdicts beside the shares');
  await page.click('button:has-text("Explain")');
  await page.waitForSelector('dialog h3:has-text("Statement 1")');
  await closeDialog(page);
  await page.context().close();
});

await story('the library that draws comes beside the question', async (expect) => {
  const page = await open(browser, expect);
  const library = page.waitForResponse(/\/assets\/lineChart/);
  // no answer before the library is there: were it asked for after the answer, nothing would ever be drawn
  await page.route('**/api/v1/segmentation', async (route) => {
    await library;
    await route.continue();
  });
  await page.goto(url + STORY);
  await drawn(page);
  await page.context().close();
});

await story('fifty groups over ninety days', async (expect) => {
  const page = await open(browser, expect);
  await page.route('**/api/v1/segmentation', (route) => route.fulfill({ json: manyGroups(50, 90) }));
  await page.goto(url + '/segmentation?e=Many&by=user~group&r=90d');
  await drawn(page);
  await page.waitForFunction(() => document.querySelectorAll('.table tbody tr').length === 50);
  const lines = () => page.$$eval('.chart-drawing svg path', (paths) => new Set(paths.filter((path) => path.getAttribute('fill') === 'none' && /C|L.*L.*L/.test(path.getAttribute('d'))).map((path) => path.getAttribute('d'))).size);
  expect((await lines()) === 10, 'drawn at first: ' + (await lines()));
  await page.check('input[aria-label="Draw all"]');
  await page.waitForFunction(() => document.querySelectorAll('.table tbody input:checked').length === 50);
  await page.waitForFunction(() => document.querySelectorAll('.chart-drawing svg path[fill="none"]').length >= 50);
  expect((await lines()) === 50, 'drawn then: ' + (await lines()));
  expect((await page.locator('.table tbody td').count()) === 50 * (90 + 2), 'cells: ' + (await page.locator('.table tbody td').count()));
  const box = await page.locator('.chart-drawing').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + 80);
  expect(/and 38 more in the table/.test(await page.textContent('.tooltip')), 'tooltip: ' + (await page.textContent('.tooltip')));
  await page.screenshot({ path: settings.screenshots + '/fifty-light-1440.png' });
  await page.context().close();
});

await story('explains with the SQL', async (expect) => {
  const page = await open(browser, expect);
  await page.goto(url + STORY);
  await drawn(page);
  await page.click('button:has-text("Explain")');
  await page.waitForSelector('dialog h3:has-text("Statement 1")');
  expect(/SELECT/.test(await page.textContent('dialog')), 'SQL');
  await page.screenshot({ path: settings.screenshots + '/explain-light-1440.png' });
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog', { state: 'detached' });
  await page.context().close();
});

await story('finds a person and what it did', async (expect) => {
  const page = await open(browser, expect);
  await page.click('.rail a:has-text("People")');
  await page.fill('input[type=search]', 'premium-1@');
  await page.click('a:has-text("premium-1@example.com")');
  await page.waitForSelector('.events li');
  expect(/premium/.test(await page.textContent('.profile')), 'plan in the profile');
  expect(/seats/.test(await page.textContent('.profile .changes')), 'changes over time');
  await page.click('.events summary');
  await page.click('button:has-text("All events")');
  await pick(page, EVENT);
  await page.waitForFunction(() => document.querySelectorAll('.events li').length === 15);
  await page.context().close();
});

await story('feature usage by plan', async (expect) => {
  const page = await open(browser, expect);
  await page.click('.rail a:has-text("Feature usage")');
  await page.waitForSelector('.matrix td.heat');
  const head = await page.locator('.matrix thead').innerText();
  expect(/premium[\s\S]*12 active/.test(head) && /free[\s\S]*18 active/.test(head), 'head: ' + head);
  await page.click('.matrix a:has-text("' + EVENT + '")');
  await drawn(page);
  expect(/by plan/.test(await page.textContent('h1')), 'leads to the chart');
  await page.context().close();
});

await story('live events come in', async (expect) => {
  const page = await open(browser, expect);
  await page.goto(url + '/live');
  await page.waitForSelector('text=Receiving');
  for (const event of [{ type: 'track', userId: 'live-1', event: 'Seen Live' }, { type: 'track', userId: 'undefined', event: 'Refused Live' }]) {
    await fetch(settings.ingestUrl + '/v1/batch', { method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: 'Basic ' + btoa(settings.writeKey + ':') }, body: JSON.stringify({ batch: [event] }) });
  }
  await page.waitForSelector('.live .accepted:has-text("Seen Live")');
  await page.waitForSelector('.live .rejected:has-text("Refused Live")');
  await page.screenshot({ path: settings.screenshots + '/live-light-1440.png' });
  await page.context().close();
});

await story('only a key lets in, and the cookie alone does not', async (expect) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url + STORY);
  await page.fill('input[name=key]', settings.writeKey);
  await page.click('text=Sign in');
  await page.waitForSelector('[role=alert]');
  await page.fill('input[name=key]', settings.readKey);
  await page.click('button:has-text("Sign in")');
  await drawn(page);
  const [cookie] = (await context.cookies()).filter(({ name }) => name === 'riffle_session');
  expect(cookie.httpOnly && cookie.sameSite === 'Strict', JSON.stringify({ ...cookie, value: '' }));
  const statuses = await page.evaluate(async () => [
    (await fetch('/api/v1/events')).status,
    (await fetch('/api/v1/events', { headers: { 'X-Riffle-Page': '1' } })).status,
  ]);
  expect(JSON.stringify(statuses) === '[401,200]', 'without and with the header: ' + statuses);
  await page.goto(url + '/settings');
  await page.click('text=Sign out');
  await page.waitForSelector('input[name=key]');
  await page.reload();
  await page.waitForSelector('input[name=key]');
  await context.close();
});

await story('an administrator makes and revokes a key', async (expect) => {
  const page = await open(browser, expect, { key: settings.adminKey });
  await page.goto(url + '/settings');
  await page.locator('details.project[open] >> button:has-text("New key")').first().click();
  await page.fill('dialog input[name=label]', 'from the page');
  await page.click('dialog button:has-text("Make it")');
  await page.waitForSelector('dialog code');
  expect(/^wk_[0-9a-f]{64}$/.test(await page.textContent('dialog code')), 'the new key');
  await page.click('dialog [aria-label=Close]');
  await page.waitForSelector('td:has-text("from the page")');
  await page.screenshot({ path: settings.screenshots + '/settings-admin-light-1440.png', fullPage: true });
  await page.locator('tr:has-text("from the page") >> button:has-text("Revoke")').first().click();
  await page.click('dialog button:has-text("Revoke it")');
  await page.waitForSelector('tr:has-text("from the page"):has-text("revoked")');
  await page.context().close();
});

/** An admin key of the stories' own project: the installation's administers it. */
async function ownAdminKey() {
  const headers = { 'Content-Type': 'application/json', 'X-Riffle-Page': '1' };
  const { project } = await (await fetch(url + '/api/v1/session', { method: 'POST', headers, body: JSON.stringify({ key: settings.readKey }) })).json();
  const made = await fetch(url + '/api/v1/projects/' + project.id + '/keys', { method: 'POST', headers: { ...headers, Authorization: 'Bearer ' + settings.adminKey }, body: '{"scope":"admin"}' });
  if (made.status !== 201) throw new Error('no admin key: ' + made.status + ' ' + (await made.text()));
  return (await made.json()).key;
}

await story('a segment is made, counted while it is made, saved and used in a chart', async (expect) => {
  const page = await open(browser, expect, { key: await ownAdminKey() });
  await page.goto(url + '/segments/new');
  await page.click('button:has-text("choose an event")');
  await pick(page, EVENT);
  // of 30 persons 12 come 15 times, the others 5 times
  await page.fill('input[aria-label="How many times"]', '10');
  await page.keyboard.press('Tab');
  await page.selectOption('select[aria-label="When"]', 'always');
  await page.waitForFunction(() => document.querySelector('.size-now .value')?.textContent === '12' && !document.querySelector('.size-now .stale'));
  expect(/Unsaved changes/.test(await page.textContent('.head')), 'says that it is not saved');
  await page.fill('input[name=name]', 'Often here');
  await page.waitForFunction(() => location.search.includes('Often'));
  await page.reload();
  await page.waitForFunction(() => document.querySelector('.size-now .value')?.textContent === '12');
  expect((await page.inputValue('input[name=name]')) === 'Often here', 'the address holds what is not saved');
  // a fault of the API stands at its clause
  await page.click('button:has-text("+ and …")');
  await page.click('[role=menuitem]:has-text("Does it regularly")');
  await page.click('button:has-text("choose an event")');
  await pick(page, EVENT);
  await page.fill('input[aria-label="Of the last"]', '2');
  // the screen is drawn again while the 2 is being typed, which must not undo it
  await page.waitForFunction(() => location.search.includes('regularly') && !document.querySelector('.size-now .stale'));
  await page.keyboard.press('Tab');
  await page.waitForSelector('[data-clause="/all/1"] .faults');
  expect((await page.locator('[data-clause="/all/0"] .faults').count()) === 0, 'no fault at the other clause');
  await page.click('button[aria-label="Clause 2"]');
  await page.click('[role=menuitem]:has-text("Remove")');
  await page.waitForFunction(() => document.querySelector('.size-now .value')?.textContent === '12' && !document.querySelector('.size-now .stale'));
  await page.click('.head button:has-text("Save")');
  await page.waitForURL(url + '/segments/often-here');
  await settled(page);
  await page.waitForFunction(() => document.querySelector('.about .value')?.textContent === '12');
  expect((await page.textContent('.about .means')) === 'did ' + EVENT + ' at least 10 times', 'in words: ' + (await page.textContent('.about .means')));
  await page.click('label:has-text("People")');
  await page.waitForFunction(() => document.querySelectorAll('.members li').length === 12);
  const csv = await Promise.all([page.waitForEvent('download'), page.click('button:has-text("CSV of all")')]).then(([download]) => download);
  expect(readFileSync(await csv.path(), 'utf8').trim().split('\r\n').length === 13, 'CSV of 12 people');
  await page.click('label:has-text("Why")');
  await page.fill('section[aria-label=Why] input[type=search]', 'free-1@example.com');
  await page.keyboard.press('Enter');
  await page.waitForSelector('h2:has-text("free-1@example.com is not in Often here")');
  expect((await page.locator('.why .holds.no').count()) === 2, 'the clause, and the whole, do not hold');
  await page.click('label:has-text("Entered and left")');
  await page.waitForSelector('h2:has-text("Entered: 12")');
  await page.click('a:has-text("Use in a chart")');
  await drawn(page);
  await page.waitForFunction(() => document.querySelectorAll('.figure .value').length === 2);
  const figures = await page.$$eval('.figure .value', (values) => values.map((value) => value.textContent));
  expect(JSON.stringify(figures) === '["12","30"]', 'saved and everybody: ' + figures);
  expect(page.url().includes('s=Often+here*segment~often-here'), 'address: ' + page.url());
  await page.reload();
  await drawn(page);
  await page.goto(url + '/segmentation?e=Used+Awesome+Feature+1');
  await drawn(page);
  await page.click('button:has-text("+ Saved segment")');
  await pick(page, 'Often here');
  await page.waitForFunction(() => document.querySelector('.figure .value')?.textContent === '12');
  await page.goto(url + '/funnels?e=Signed+In&e=Used+Awesome+Feature+1&w=1d&s=Often+here*segment~often-here');
  await settled(page);
  await page.waitForFunction(() => /Often here/.test(document.querySelector('.result')?.textContent ?? ''));
  await page.context().close();
});

const SCREENS = {
  segmentation: [STORY, drawn],
  groups: ['/segmentation?e=Used+Awesome+Feature+1&e=Signed+In&by=user~plan&m=totals&c=bar&i=week', drawn],
  empty: ['/segmentation?e=Used+Awesome+Feature+1&s=Nobody*user~plan~is~none-such&r=7d', (page) => page.waitForSelector('text=in this time')],
  failed: ['/segmentation?e=No+Such+Event', (page) => page.waitForSelector('[role=alert]')],
  usage: ['/usage', (page) => page.waitForSelector('.matrix td.heat')],
  funnel: [FUNNEL, drawn],
  'funnel-groups': ['/funnels?e=Signed+In&e=Used+Awesome+Feature+1&by=user~plan&i=week', drawn],
  'funnel-empty': ['/funnels', (page) => page.waitForSelector('text=How far do people get?')],
  retention: [RETENTION, drawn],
  'retention-first': ['/retention?n=firstEver&u=week&r=12w&' + SEGMENTS, drawn],
  'retention-nobody': ['/retention?e=Used+Awesome+Feature+1&r=24h', (page) => page.waitForSelector('text=Nobody started')],
  segments: ['/segments', (page) => page.waitForFunction(() => [...document.querySelectorAll('.segment')].some((row) => row.querySelector('h2').textContent === 'Often here' && row.querySelector('.value').textContent === '12' && row.querySelector('svg')))],
  segment: ['/segments/often-here', drawn],
  why: ['/segments/often-here?t=why&id=premium-1%40example.com', (page) => page.waitForSelector('.why .yes')],
  clauses: [CLAUSES, (page) => page.waitForSelector('.size-now .value')],
  people: ['/people', (page) => page.waitForSelector('.table')],
  person: ['/people/premium-1@example.com', (page) => page.waitForSelector('.events li')],
  catalog: ['/catalog', (page) => page.waitForSelector('.table')],
  properties: ['/catalog?w=user', (page) => page.waitForSelector('.table')],
  settings: ['/settings', (page) => page.waitForSelector('pre')],
  live: ['/live', (page) => page.waitForSelector('text=Receiving')],
};

for (const [theme, width, height] of VARIANTS) {
  await story('every screen, ' + theme + ', ' + width + ' px', async (expect) => {
    const page = await open(browser, expect, { theme, width, height });
    for (const [name, [path, ready]] of Object.entries(SCREENS)) {
      await page.goto(url + path);
      await ready(page);
      await settled(page);
      await page.screenshot({ path: settings.screenshots + '/' + [name, theme, width].join('-') + '.png' });
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(sideways <= 0, name + ' scrolls sideways by ' + sideways);
      for (const violation of await violations(page)) expect(false, name + ': ' + violation);
    }
    await page.context().close();
  });
}

await browser.close();
console.log(JSON.stringify(problems));
process.exit(0);
