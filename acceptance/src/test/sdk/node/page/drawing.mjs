// How charts are drawn, and how many lines they bear.
import { drawn, open, settings, STORY, story, url } from './browser.mjs';

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
    formulas: [], segments: [], overlaps: [], comparisons: [], meanComparisons: [],
    meta: { queryId: 'none', pendingCorrections: 0, rowsRead: 0, bytesRead: 0, tookMs: 0, exact: true, warnings: [] },
  };
}

await story('the library that draws comes beside the question', async (expect) => {
  const page = await open(expect);
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
  const page = await open(expect);
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
