// Saved segments, from the first clause to a chart.
import { readFileSync } from 'node:fs';
import { drawn, open, ownAdminKey, pick, settled, story, url } from './browser.mjs';
import { EVENT } from './history.mjs';

await story('a segment is made, counted while it is made, saved and used in a chart', async (expect) => {
  const page = await open(expect, { key: await ownAdminKey() });
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

await story('an edit that somebody else has overtaken is refused, and begins anew from theirs', async (expect) => {
  const key = await ownAdminKey();
  const write = async (method, path, body) => {
    const reply = await fetch(url + '/api/v1/segments' + path, { method, headers: { 'Content-Type': 'application/json', Authorization: 'Bearer ' + key }, body: JSON.stringify(body) });
    expect(reply.ok, method + ' ' + path + ': ' + reply.status);
    return reply.json();
  };
  const made = await write('POST', '', { name: 'Written by two', population: { did: EVENT } });
  const page = await open(expect, { key });
  await page.goto(url + '/segments/written-by-two/edit');
  await page.fill('input[name=description]', 'mine');
  await page.waitForFunction(() => location.search.includes('mine'));
  await write('PUT', '/written-by-two', { name: 'Written by two', description: 'theirs', population: { did: EVENT }, version: made.version });
  await page.click('.head button:has-text("Save")');
  await page.waitForSelector('.refused');
  expect(/Not saved/.test(await page.textContent('.refused')) && (await page.inputValue('input[name=description]')) === 'mine', 'refused, and nothing that was typed is lost');
  await page.click('button:has-text("look at the newest")');
  await page.waitForFunction(() => document.querySelector('input[name=description]')?.value === 'theirs');
  await page.fill('input[name=description]', 'both');
  await page.waitForFunction(() => location.search.includes('both'));
  await page.click('.head button:has-text("Save")');
  await page.waitForSelector('.about p:has-text("both")');
  await page.context().close();
});
