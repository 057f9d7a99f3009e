// Paths, who is active (lifecycle, stickiness, sessions), and what they bring.
import { readFileSync } from 'node:fs';
import { closeDialog, drawn, open, peopleCount, pick, SEGMENTS, settled, story, url } from './browser.mjs';
import { EVENT, expected } from './history.mjs';

const ALL = 30;

function figures(page) {
  return page.$$eval('.figure .value', (all) => all.map((each) => each.textContent));
}

async function exported(page) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('e')]);
  return readFileSync(await file.path(), 'utf8').replace('\uFEFF', '').trim().split('\r\n');
}

/** 12 and 18 persons are too few to say anything. */
async function verdicts(page, expect) {
  await page.waitForSelector('.verdicts');
  expect(/each side needs 30 persons/.test(await page.textContent('.verdicts')), 'why: ' + (await page.textContent('.verdicts')));
}

await story('paths, from nothing to the people of a link', async (expect) => {
  const page = await open(expect);
  await page.goto(url + '/paths');
  await page.waitForSelector('text=Where do people go?');
  await page.keyboard.press('/');
  await pick(page, 'Signed In');
  await drawn(page);
  await settled(page);
  expect(page.url().endsWith('/paths?e=Signed+In'), 'address: ' + page.url());
  expect((await figures(page))[0] === String(ALL), 'begin: ' + (await figures(page)));
  const rows = await page.$$eval('.table tbody tr', (all) => all.map((row) => [...row.children].map((cell) => cell.textContent).join(' | ')));
  const wanted = ['Signed In | ' + EVENT + ' | 1 | ' + ALL + ' | 100.0%', EVENT + ' | (end) | 2 | ' + ALL + ' | 100.0%'];
  expect(JSON.stringify(rows) === JSON.stringify(wanted), 'links: ' + JSON.stringify(rows));
  const { x, y, width } = await page.locator('.flow svg').boundingBox();
  await page.mouse.click(x + width / 5, y + 200);
  expect((await peopleCount(page)) === ALL + ' people', 'along the link: ' + (await peopleCount(page)));
  await closeDialog(page);
  await page.locator('.table .cell').nth(1).focus();
  await page.keyboard.press('Enter');
  expect((await peopleCount(page)) === ALL + ' people', 'by key: ' + (await peopleCount(page)));
  await closeDialog(page);
  expect((await exported(page)).length === 3, 'a heading and two links');
  await page.click('label:has-text("Before it")');
  await page.waitForFunction(() => /what came before/i.test(document.querySelector('.table thead')?.textContent ?? ''));
  await settled(page);
  const before = await page.$$eval('.table tbody tr', (all) => all.map((row) => row.children[1].textContent));
  expect(JSON.stringify(before) === '["(end)"]', 'nothing came before in the session: ' + before);
  await page.context().close();
});

await story('paths of segments, one at a time', async (expect) => {
  const page = await open(expect);
  await page.goto(url + '/paths?e=Signed+In&' + SEGMENTS);
  await drawn(page);
  await settled(page);
  expect(JSON.stringify(await figures(page)) === '["30","12","18"]', 'everybody and the segments: ' + (await figures(page)));
  await verdicts(page, expect);
  await page.click('.panel-head label:has-text("Free")');
  await page.waitForFunction(() => document.querySelector('.table tbody .sum').textContent === '18');
  await page.locator('.table .cell').first().click();
  expect((await peopleCount(page)) === '18 people', 'of the link: ' + (await peopleCount(page)));
  await closeDialog(page);
  await page.locator('.figure .cell').first().click();
  expect((await peopleCount(page)) === '30 people', 'everybody, whatever is drawn: ' + (await peopleCount(page)));
  await closeDialog(page);
  const csv = await exported(page);
  expect(csv.length === 7 && csv[3].startsWith('Premium,1,Signed In,'), 'everybody and each segment: ' + csv);
  await page.context().close();
});

await story('who is new, comes back and stays away, day by day', async (expect) => {
  const page = await open(expect);
  await page.goto(url + '/lifecycle?e=Used+Awesome+Feature+1&u=day&r=7d');
  await drawn(page);
  await settled(page);
  // who comes every second or sixth day is never there on two days one after the other
  const yesterday = expected('premium').daily.at(-1) + expected('free').daily.at(-1);
  const before = expected('premium').daily.at(-2) + expected('free').daily.at(-2);
  expect(JSON.stringify(await figures(page)) === JSON.stringify(['0', '0', String(yesterday), String(before), String(yesterday / before)]), 'figures: ' + (await figures(page)));
  await page.locator('.figure .cell').nth(1).click();
  expect((await peopleCount(page)) === before + ' people', 'dormant: ' + (await peopleCount(page)));
  await closeDialog(page);
  await page.focus('.chart');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  expect((await peopleCount(page)) === yesterday + ' people', 'the highest part of the last bar: ' + (await peopleCount(page)));
  await closeDialog(page);
  expect((await exported(page)).length === 1 + 7, 'a heading and seven days');
  await page.goto(url + '/lifecycle?' + SEGMENTS);
  await verdicts(page, expect);
  await page.context().close();
});

await story('on how many days people come', async (expect) => {
  const page = await open(expect);
  await page.goto(url + '/stickiness?e=Used+Awesome+Feature+1&k=atLeast&' + SEGMENTS);
  await drawn(page);
  await settled(page);
  await verdicts(page, expect);
  // in a whole week everybody of premium comes on three or four days
  const cells = await page.$$eval('.table tbody tr', (all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
  expect(cells[0].slice(0, 5).join() === 'Premium,12,12,12,12' && cells[0].slice(6).join() === '0,0,0', 'premium: ' + cells[0]);
  const four = cells[0][5];
  await page.locator('.table tbody tr').first().locator('.cell').last().click();
  expect((await peopleCount(page)) === four + ' people', 'on four days or more: ' + four + ', listed ' + (await peopleCount(page)));
  await closeDialog(page);
  await page.locator('.panel-head button').click();
  await page.locator('[role=menuitemradio]').nth(2).click();
  expect((await page.$$eval('.figure .value', (all) => all.length)) === 2, 'another week');
  await page.context().close();
});

await story('how many sessions people have, and how long', async (expect) => {
  const page = await open(expect);
  await page.goto(url + '/sessions?r=7d&' + SEGMENTS);
  await drawn(page);
  await settled(page);
  const days = expected('premium').daily.slice(-6);
  expect((await figures(page))[0] === String(days.reduce((all, day) => all + day, 0)), 'a session for each day of each: ' + (await figures(page)));
  await page.locator('.table tbody tr').first().locator('.cell').last().click();
  expect((await peopleCount(page)) === days[0] + ' people', 'of the first day: ' + (await peopleCount(page)));
  await closeDialog(page);
  await page.selectOption('select[aria-label="Measured as"]', 'medianSeconds');
  await settled(page);
  await page.waitForFunction(() => document.querySelector('.figure .value').textContent === '1 min');
  expect(page.url().includes('m=medianSeconds'), page.url());
  await page.context().close();
});

await story('what new people bring, by the day of their lives', async (expect) => {
  const page = await open(expect);
  await page.goto(url + '/revenue?p=optionalProperty&n=7&m=paying&' + SEGMENTS);
  await drawn(page);
  await settled(page);
  const row = page.locator('.table tbody tr').first();
  const cells = await row.locator('th, td').allInnerTexts();
  expect(cells[0].trim() === 'Premium' && cells[1] === '12' && cells.length === 2 + 8 && cells.at(-1) === '100.0%', 'premium: ' + cells);
  await row.locator('.cell').last().click();
  expect((await peopleCount(page)) === '12 people', 'had paid: ' + (await peopleCount(page)));
  await closeDialog(page);
  expect((await exported(page)).length === 1 + 2 * 8, 'a heading, and a row for each day of each segment');
  await page.context().close();
});
