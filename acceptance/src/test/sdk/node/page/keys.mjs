// Who may look, and who may change.
import { browser, drawn, open, settings, STORY, story, url } from './browser.mjs';

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
  const page = await open(expect, { key: settings.adminKey });
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
