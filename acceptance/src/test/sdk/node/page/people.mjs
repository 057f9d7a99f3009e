// People, features, and what arrives.
import { closeDialog, drawn, open, peopleCount, pick, settings, story, url } from './browser.mjs';
import { EVENT } from './history.mjs';

await story('finds a person and what it did', async (expect) => {
  const page = await open(expect);
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
  const page = await open(expect);
  await page.click('.rail a:has-text("Feature usage")');
  await page.waitForSelector('.matrix td.heat');
  const head = await page.locator('.matrix thead').innerText();
  expect(/premium[\s\S]*12 active/.test(head) && /free[\s\S]*18 active/.test(head), 'head: ' + head);
  await page.click('.matrix a:has-text("' + EVENT + '")');
  await drawn(page);
  expect(/by plan/.test(await page.textContent('h1')), 'leads to the chart');
  await page.context().close();
});

await story('feature usage by saved segments', async (expect) => {
  const page = await open(expect);
  await page.goto(url + '/usage?f=users');
  await page.waitForSelector('.matrix td.heat');
  await page.click('button:has-text("+ Saved segment")');
  await pick(page, 'Comes often');
  await page.waitForSelector('.matrix thead:has-text("Comes often")');
  expect(page.url().endsWith('/usage?s=Comes+often*segment~comes-often&f=users'), 'address: ' + page.url());
  const row = page.locator('.matrix tbody tr:has-text("' + EVENT + '")');
  expect((await row.locator('td.heat .cell').textContent()) === '12', 'users: ' + (await row.innerText()));
  await page.click('label:has-text("Lift")');
  await page.waitForSelector('.matrix td.heat .verdict-word');
  await row.locator('td.heat .cell').click();
  expect((await peopleCount(page)) === '12 people', 'who they are: ' + (await peopleCount(page)));
  await closeDialog(page);
  await page.click('button:has-text("Explain")');
  await page.waitForSelector('dialog h3:has-text("Statement 1")');
  expect(/GET \/api\/v1\/feature-usage/.test(await page.textContent('dialog')), 'how a program asks it');
  await page.keyboard.press('Escape');
  await page.click('button[aria-label="Without Comes often"]');
  await page.waitForSelector('.matrix thead:has-text("premium")');
  await page.context().close();
});

await story('live events come in', async (expect) => {
  const page = await open(expect);
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
