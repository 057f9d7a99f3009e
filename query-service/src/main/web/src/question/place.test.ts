import { expect, test } from 'vitest';
import { lifecycleOf, lifecycleQuestion, sessionsOf, sessionsQuestion, stickinessOf, stickinessQuestion } from './activity';
import { funnelOf, funnelQuestion } from './funnel';
import { pathsOf, pathsQuestion } from './paths';
import { placeOf } from './place';
import { retentionOf, retentionQuestion } from './retention';
import { revenueOf, revenueQuestion } from './revenue';
import { segmentationOf, segmentationQuestion } from './segmentation';

test('a saved segmentation leads back to the chart it was saved from', () => {
  const query = 'e=Played*event~surface~is~web*user~plan~isSet&e=Paused&s=Loyal*segment~loyal&s=Free*user~plan~is~free&by=user~country&m=totals&r=2026-11-01..2026-11-22&i=week&v=yearBefore';
  expect(placeOf('segmentation', segmentationQuestion(segmentationOf(query)))).toBe('/segmentation?' + query);
});

test('a saved funnel leads back, with its window and order', () => {
  const query = 'e=Signed+Up&e=Played&s=Premium*user~plan~is~premium&by=user~country&o=any&w=1d&r=12w&i=month';
  expect(placeOf('funnel', funnelQuestion(funnelOf(query)))).toBe('/funnels?' + query);
});

test('a saved retention leads back, also of any event', () => {
  for (const query of ['e=Signed+Up&b=Played&u=week&d=rolling24h&n=firstEver&k=onOrAfter&r=90d', 'u=month']) {
    expect(placeOf('retention', retentionQuestion(retentionOf(query)))).toBe('/retention?' + query);
  }
});

test('saved paths and activity lead back', () => {
  for (const query of ['e=Played', 'e=Played&d=before&n=6&w=1d&k=repeats&x=Heartbeat&r=7d']) {
    expect(placeOf('paths', pathsQuestion(pathsOf(query))!)).toBe('/paths?' + query);
  }
  expect(placeOf('lifecycle', lifecycleQuestion(lifecycleOf('e=Played&u=month')))).toBe('/lifecycle?e=Played&u=month');
  expect(placeOf('featureUsage', { by: 'plan', last: '30d' })).toBe('/usage');
  expect(placeOf('featureUsage', { by: 'country', last: '7d' })).toBe('/usage?by=country&r=7d');
  expect(placeOf('featureUsage', { by: 'country', last: '7d', top: 3 })).toBeUndefined();
  expect(placeOf('revenue', revenueQuestion(revenueOf('e=Paid&p=amount')))).toBe('/revenue?e=Paid&p=amount');
  expect(placeOf('stickiness', stickinessQuestion(stickinessOf('')))).toBe('/stickiness');
  expect(placeOf('sessions', sessionsQuestion(sessionsOf('i=week&s=Free*user~plan~is~free')))).toBe('/sessions?i=week&s=Free*user~plan~is~free');
  expect(placeOf('sessions', { interval: 'day', last: '30d', inactivity: '1h' })).toBeUndefined();
});

test('what no screen asks leads nowhere', () => {
  const asked = segmentationQuestion(segmentationOf('e=Played'));
  expect(placeOf('segmentation', { ...asked, asOfReceived: '2026-11-22T00:00:00Z' })).toBeUndefined();
  expect(placeOf('segmentation', { ...asked, events: [{ event: 'Played', where: { any: [] } }] })).toBeUndefined();
  expect(placeOf('segmentation', { ...asked, segments: 'all' })).toBeUndefined();
  expect(placeOf('segmentation', { ...asked, interval: undefined })).toBeUndefined();
  expect(placeOf('funnel', { steps: ['A', null] })).toBeUndefined();
  expect(placeOf('paths', { anchor: 'Played' })).toBeUndefined();
});
