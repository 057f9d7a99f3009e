// What all stories of the page share: the browser, what is watched, and what a hand does often.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';
import { chromium } from 'playwright-core';

const [executablePath, json] = process.argv.slice(2);
export const settings = JSON.parse(json);
export const { url } = settings;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const STORY = '/segmentation?e=Used+Awesome+Feature+1&s=Premium*user~plan~is~premium&s=Free*user~plan~is~free';
export const SEGMENTS = 's=Premium*user~plan~is~premium&s=Free*user~plan~is~free';
// whoever comes on even days only never has the web's
export const FUNNEL = '/funnels?e=Signed+In&e=Used+Awesome+Feature+1*event~surface~is~web&' + SEGMENTS;
export const RETENTION = '/retention?e=Used+Awesome+Feature+1&b=Used+Awesome+Feature+1&' + SEGMENTS;

export const problems = {};

function check(story, holds, what) {
  if (!holds) (problems[story] ??= []).push(what);
}

export async function story(name, tell) {
  problems[name] ??= [];
  try {
    await tell((holds, what) => check(name, holds, what));
  } catch (error) {
    check(name, false, String(error?.stack ?? error).slice(0, 1500));
  }
}

/** A page that tells what it should not have done. */
export async function open(watch, { theme = 'light', width = 1440, height = 900, key = settings.readKey } = {}) {
  const context = await browser.newContext({ colorScheme: theme, viewport: { width, height }, locale: 'en-GB', timezoneId: 'UTC', acceptDownloads: true, deviceScaleFactor: 1 });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  // of a machine that does much besides; a condition that never comes true is as wrong after a minute
  page.setDefaultTimeout(60_000);
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (400|401|404|409)/.test(message.text())) watch(false, 'console: ' + message.text());
  });
  page.on('pageerror', (error) => watch(false, 'error: ' + error));
  page.on('request', (request) => watch(request.url().startsWith(url) || /^(blob|data):/.test(request.url()), 'request to another origin: ' + request.url()));
  await page.goto(url + '/#key=' + key);
  await page.waitForSelector('.shell');
  return page;
}

export async function drawn(page) {
  await page.waitForSelector('.chart-drawing svg path', { state: 'attached' });
  await page.waitForFunction(() => !document.querySelector('.progress .running'));
}

export async function settled(page) {
  await page.waitForFunction(() => !document.querySelector('.skeleton, .progress .running, .stale'));
}

export async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }));
  return found.violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ target, failureSummary }) => target + ' ' + failureSummary.split('\n')[1]).join('; '));
}

export async function pick(page, text) {
  await page.waitForSelector('.drop input:focus');
  await page.keyboard.type(text);
  await page.waitForFunction((wanted) => document.querySelector('.options li.active .grow')?.textContent === wanted, text);
  await page.keyboard.press('Enter');
}

/** What the open dialog says that it counts. */
export async function peopleCount(page) {
  await page.waitForFunction(() => /^\d/.test(document.querySelector('dialog .people-count')?.textContent ?? ''));
  return page.textContent('dialog .people-count');
}

export async function closeDialog(page) {
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog', { state: 'detached' });
}

/** An admin key of the stories' own project: the installation's administers it. */
export async function ownAdminKey() {
  const headers = { 'Content-Type': 'application/json', 'X-Riffle-Page': '1' };
  const { project } = await (await fetch(url + '/api/v1/session', { method: 'POST', headers, body: JSON.stringify({ key: settings.readKey }) })).json();
  const made = await fetch(url + '/api/v1/projects/' + project.id + '/keys', { method: 'POST', headers: { ...headers, Authorization: 'Bearer ' + settings.adminKey }, body: '{"scope":"admin"}' });
  if (made.status !== 201) throw new Error('no admin key: ' + made.status + ' ' + (await made.text()));
  return (await made.json()).key;
}

export const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
