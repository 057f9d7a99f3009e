// The home of the page: charts over time, from nothing to the people behind a point.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { closeDialog, drawn, open, peopleCount, pick, settings, settled, STORY, story, url, violations } from './browser.mjs';
import { EVENT, DAYS, expected } from './history.mjs';

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
  const page = await open(expect);
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
  const page = await open(expect);
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
  const page = await open(expect);
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
  const page = await open(expect);
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

await story('a number opens exactly its people', async (expect) => {
  const page = await open(expect);
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

await story('the days before stand beside those of the chart, and open their people', async (expect) => {
  const page = await open(expect);
  await page.goto(url + STORY + '&r=7d');
  await drawn(page);
  await page.click('button[aria-label="Compare to earlier days"]');
  await page.click('[role=menuitemradio]:has-text("And the days before")');
  await settled(page);
  expect(page.url().endsWith('&v=previousPeriod'), 'address: ' + page.url());
  const rows = await page.locator('.table tbody th').allInnerTexts();
  expect(JSON.stringify(rows.map((row) => row.trim())) === '["Premium","Premium, before","Free","Free, before"]', 'rows: ' + rows);
  // seven days with today, which has nothing yet; the seven before them in the same columns
  const before = expected('premium').daily.slice(-13, -6);
  const cells = (await page.locator('.table tbody tr').nth(1).innerText()).split(/\s*\t\s*/);
  expect(JSON.stringify(cells.slice(4)) === JSON.stringify(before.slice(0, -1).reverse().map(String)), 'premium before: ' + cells + ', expected ' + before);
  expect(/the same before$/.test((await page.locator('.figure .change').first().textContent()).trim()), 'the change: ' + (await page.locator('.figure .change').first().textContent()));
  await page.screenshot({ path: settings.screenshots + '/compared-light-1440.png' });
  for (const violation of await violations(page)) expect(false, 'compared: ' + violation);
  const cell = page.locator('.table tbody tr').nth(1).locator('button.cell');
  const all = await cell.first().textContent();
  await cell.first().click();
  expect((await peopleCount(page)) === all + ' people', 'all of the days before: ' + all + ', listed ' + (await peopleCount(page)));
  await closeDialog(page);
  await cell.last().click();
  expect((await peopleCount(page)) === before[0] + ' people', 'the first of the days before: ' + before[0] + ', listed ' + (await peopleCount(page)));
  await page.context().close();
});

await story('a point of the chart opens its people', async (expect) => {
  const page = await open(expect);
  await page.goto(url + STORY + '&c=bar');
  await drawn(page);
  const bars = page.locator('.chart-drawing svg path[fill="' + (await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--s2').trim())) + '"]');
  await bars.last().click();
  expect((await peopleCount(page)) === expected('free').daily.at(-1) + ' people', 'free yesterday: ' + (await peopleCount(page)));
  await page.context().close();
});

await story('says whether a difference is real', async (expect) => {
  const page = await open(expect);
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

await story('explains with the SQL', async (expect) => {
  const page = await open(expect);
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
