// Every screen in light and dark, on a desk and a phone.
import { drawn, FUNNEL, open, RETENTION, SEGMENTS, settings, settled, STORY, story, url, violations } from './browser.mjs';
import { EVENT } from './history.mjs';

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

const SCREENS = {
  segmentation: [STORY, drawn],
  groups: ['/segmentation?e=Used+Awesome+Feature+1&e=Signed+In&by=user~plan&m=totals&c=bar&i=week', drawn],
  compared: [STORY + '&r=7d&v=previousPeriod', drawn],
  'compared-bars': [STORY + '&r=7d&v=weekBefore&c=bar', drawn],
  empty: ['/segmentation?e=Used+Awesome+Feature+1&s=Nobody*user~plan~is~none-such&r=7d', (page) => page.waitForSelector('text=in this time')],
  failed: ['/segmentation?e=No+Such+Event', (page) => page.waitForSelector('[role=alert]')],
  usage: ['/usage', (page) => page.waitForSelector('.matrix td.heat')],
  funnel: [FUNNEL, drawn],
  'funnel-groups': ['/funnels?e=Signed+In&e=Used+Awesome+Feature+1&by=user~plan&i=week', drawn],
  'funnel-empty': ['/funnels', (page) => page.waitForSelector('text=How far do people get?')],
  retention: [RETENTION, drawn],
  'retention-first': ['/retention?n=firstEver&u=week&r=12w&' + SEGMENTS, drawn],
  'retention-nobody': ['/retention?e=Used+Awesome+Feature+1&r=2020-01-01..2020-01-31', (page) => page.waitForSelector('text=Nobody started')],
  paths: ['/paths?e=Signed+In&' + SEGMENTS, drawn],
  'paths-before': ['/paths?e=Used+Awesome+Feature+1&d=before&w=7d&n=6', drawn],
  'paths-none': ['/paths', (page) => page.waitForSelector('text=Where do people go?')],
  lifecycle: ['/lifecycle?u=day&r=30d', drawn],
  stickiness: ['/stickiness?' + SEGMENTS, drawn],
  sessions: ['/sessions?' + SEGMENTS, drawn],
  revenue: ['/revenue?p=optionalProperty&' + SEGMENTS, drawn],
  'revenue-none': ['/revenue?p=optionalProperty&r=2020-01-01..2020-01-31', (page) => page.waitForSelector('text=Nobody was new')],
  segments: ['/segments', (page) => page.waitForFunction(() => [...document.querySelectorAll('.segment')].some((row) => row.querySelector('h2').textContent === 'Comes often' && row.querySelector('.value').textContent === '12' && row.querySelector('svg')))],
  segment: ['/segments/comes-often', drawn],
  why: ['/segments/comes-often?t=why&id=premium-1%40example.com', (page) => page.waitForSelector('.why .yes')],
  clauses: [CLAUSES, (page) => page.waitForSelector('.size-now .value')],
  dashboards: ['/dashboards', (page) => page.waitForSelector('.dashboards')],
  dashboard: ['/dashboards/first-look', drawn],
  'dashboard-others': ['/dashboards/the-others', (page) => page.waitForFunction(() => document.querySelectorAll('.tile .status').length === 6)],
  'usage-segments': ['/usage?s=Comes+often*segment~comes-often&s=Free*user~plan~is~free', (page) => page.waitForSelector('.matrix td.heat')],
  people: ['/people', (page) => page.waitForSelector('.table')],
  person: ['/people/premium-1@example.com', (page) => page.waitForSelector('.events li')],
  catalog: ['/catalog', (page) => page.waitForSelector('.table')],
  properties: ['/catalog?w=user', (page) => page.waitForSelector('.table')],
  settings: ['/settings', (page) => page.waitForSelector('pre')],
  live: ['/live', (page) => page.waitForSelector('text=Receiving')],
};

for (const [theme, width, height] of VARIANTS) {
  await story('every screen, ' + theme + ', ' + width + ' px', async (expect) => {
    const page = await open(expect, { theme, width, height });
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
