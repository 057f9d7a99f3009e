// Funnels, and who comes back.
import { readFileSync } from 'node:fs';
import { closeDialog, drawn, FUNNEL, open, peopleCount, pick, RETENTION, settled, story, url } from './browser.mjs';
import { EVENT, DAYS } from './history.mjs';

await story('a funnel, from nothing to the people who dropped out', async (expect) => {
  const page = await open(expect);
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
  const page = await open(expect);
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
