// Charts that are saved, and dashboards of them.
import { readFileSync } from 'node:fs';
import { closeDialog, drawn, open, ownAdminKey, peopleCount, settings, settled, STORY, story, url, FUNNEL } from './browser.mjs';

const adminKey = await ownAdminKey();

/** Names of the charts, in their order. */
function charts(page) {
  return page.$$eval('.tile > header h2', (titles) => titles.map((title) => title.textContent));
}

async function choose(page, chart, what) {
  await page.click('button[aria-label="Change ' + chart + '"]');
  await page.click('[role=menuitem]:has-text("' + what + '")');
}

await story('a chart is saved on a new dashboard, with another beside it', async (expect) => {
  const page = await open(expect, { key: adminKey });
  await page.goto(url + STORY);
  await drawn(page);
  await page.click('.head button:has-text("Save")');
  await page.fill('dialog input[name=name]', 'Premium beside free');
  await page.selectOption('dialog select', { label: 'A new one …' });
  await page.fill('dialog input[name=dashboard]', 'Plans');
  await page.click('dialog button[type=submit]');
  await page.click('dialog a:has-text("Plans")');
  await page.waitForURL(url + '/dashboards/plans');
  await drawn(page);
  const figures = await page.$$eval('.tile .figure .value', (values) => values.map((value) => value.textContent));
  expect(JSON.stringify(figures) === '["12","18"]', 'figures: ' + figures);
  await page.locator('.tile .figure .cell').first().click();
  expect((await peopleCount(page)) === '12 people', 'people: ' + (await peopleCount(page)));
  await closeDialog(page);
  // the name leads to the chart as it was saved
  await page.click('.tile > header a');
  await drawn(page);
  expect(page.url() === url + STORY, 'leads to ' + page.url());
  await page.goto(url + FUNNEL);
  await drawn(page);
  await page.click('.head button:has-text("Save")');
  // a name that is taken is refused, and said
  await page.fill('dialog input[name=name]', 'Premium beside free');
  await page.selectOption('dialog select', { label: 'Plans' });
  await page.click('dialog button[type=submit]');
  await page.waitForSelector('dialog [role=alert]');
  expect(/taken|exists|already/i.test(await page.textContent('dialog [role=alert]')), 'refused: ' + (await page.textContent('dialog [role=alert]')));
  await page.fill('dialog input[name=name]', 'To the web');
  await page.click('dialog button[type=submit]');
  await page.click('dialog a:has-text("Plans")');
  await settled(page);
  await page.waitForSelector('.tile .lane');
  expect(JSON.stringify(await charts(page)) === '["Premium beside free","To the web"]', 'charts: ' + (await charts(page)));
  await page.context().close();
});

await story('a dashboard is changed, and never what somebody else has just written', async (expect) => {
  const made = await fetch(url + '/api/v1/dashboards', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer ' + adminKey },
    body: JSON.stringify({ name: 'To be changed', charts: [{ question: 'feature-by-plan' }, { question: 'who-comes-back' }] }),
  });
  expect(made.status === 201, 'made: ' + made.status);
  const page = await open(expect, { key: adminKey });
  await page.goto(url + '/dashboards/to-be-changed');
  await drawn(page);
  await choose(page, 'Who comes back', 'Earlier');
  await page.waitForFunction(() => document.querySelector('.tile > header h2').textContent === 'Who comes back');
  await page.click('button[aria-label^="Time"]');
  await page.click('[role=menuitemradio]:has-text("Last 7 days")');
  expect(page.url().endsWith('?r=7d'), 'the address holds the time: ' + page.url());
  await page.click('button:has-text("Keep this time")');
  await page.waitForURL(url + '/dashboards/to-be-changed');
  await page.reload();
  await settled(page);
  expect(/Last 7 days/.test(await page.textContent('.bar')), 'kept: ' + (await page.textContent('.bar')));
  expect(JSON.stringify(await charts(page)) === '["Who comes back","Feature by plan"]', 'order: ' + (await charts(page)));
  // somebody else renames it meanwhile
  const own = { headers: { 'Content-Type': 'application/json', Authorization: 'Bearer ' + adminKey } };
  const now = await (await fetch(url + '/api/v1/dashboards/to-be-changed', own)).json();
  const renamed = await fetch(url + '/api/v1/dashboards/to-be-changed', { ...own, method: 'PUT', body: JSON.stringify({ name: 'Renamed', charts: now.charts, last: '7d', version: now.version }) });
  expect(renamed.status === 200, 'renamed: ' + renamed.status);
  await choose(page, 'Feature by plan', 'Take off');
  await page.waitForSelector('.refused');
  expect((await charts(page)).length === 2, 'nothing was taken off');
  await page.click('button:has-text("Look at the newest")');
  await page.waitForSelector('h1:has-text("Renamed")');
  await choose(page, 'Feature by plan', 'Take off');
  await page.waitForFunction(() => document.querySelectorAll('.tile').length === 1);
  await page.click('.actions button[aria-label=More]');
  await page.click('[role=menuitem]:has-text("Delete")');
  await page.click('dialog button:has-text("Delete it")');
  await page.waitForURL(url + '/dashboards');
  await settled(page);
  expect((await page.locator('.dashboards a:has-text("Renamed")').count()) === 0, 'gone from the list');
  await page.context().close();
});

await story('a chart of a dashboard is explained, exported, and leads to its people', async (expect) => {
  const page = await open(expect);
  await page.goto(url + '/dashboards');
  await page.click('a:has-text("First look")');
  await drawn(page);
  await settled(page);
  const from = async (chart, what) => {
    await page.click('button[aria-label="From ' + chart + '"]');
    await page.click('[role=menuitem]:has-text("' + what + '")');
  };
  const names = await charts(page);
  for (const name of names) {
    const [csv] = await Promise.all([page.waitForEvent('download'), from(name, 'CSV')]);
    expect(readFileSync(await csv.path(), 'utf8').trim().split('\r\n').length > 2, 'CSV of ' + name);
    await from(name, 'Explain');
    await page.waitForSelector('dialog h3:has-text("Statement 1")');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
  }
  await page.click('.tile summary');
  const cell = page.locator('.tile .cohorts tbody button.cell').first();
  const persons = await cell.textContent();
  await cell.click();
  expect((await peopleCount(page)) === persons + (persons === '1' ? ' person' : ' people'), 'the cohort of ' + persons + ': ' + (await peopleCount(page)));
  await page.context().close();
});

await story('a read key looks at dashboards and changes none', async (expect) => {
  const page = await open(expect);
  await page.goto(url + '/dashboards');
  await page.click('a:has-text("First look")');
  await drawn(page);
  await settled(page);
  expect((await page.locator('.tile').count()) === 3, 'charts');
  expect((await page.locator('[aria-label^="Change"], .actions button:has-text("Add chart")').count()) === 0, 'nothing to change');
  await page.screenshot({ path: settings.screenshots + '/dashboard-whole-light-1440.png', fullPage: true });
  await page.goto(url + STORY);
  await drawn(page);
  await page.click('.head button:has-text("Save")');
  expect(/takes an admin key/.test(await page.textContent('dialog')), 'saving says what it takes');
  await page.context().close();
});

await story('a dashboard with the keyboard alone', async (expect) => {
  const page = await open(expect);
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.waitForURL(url + '/dashboards');
  await page.locator('a:has-text("First look")').focus();
  await page.keyboard.press('Enter');
  await drawn(page);
  await settled(page);
  // along the first chart, and to the people of its last day
  await page.locator('.chart').first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  expect(/^\d+ (person|people)$/.test(await peopleCount(page)), 'people: ' + (await peopleCount(page)));
  await closeDialog(page);
  expect(await page.evaluate(() => document.activeElement?.classList.contains('chart')), 'the focus is back on the chart');
  await page.locator('button[aria-label^="From "]').first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog h3:has-text("Statement 1")');
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog', { state: 'detached' });
  await page.locator('.tile > header a').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/segmentation\?/);
  await page.context().close();
});
