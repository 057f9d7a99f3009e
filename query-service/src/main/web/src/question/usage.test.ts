import { expect, it } from 'vitest';
import { BY_PLAN, segmentsQuestion, usageOf, usageQuery, usageQuestion } from './usage';

it('holds everything in the address', () => {
  for (const query of ['by=country&r=90d&f=users', 's=Loyal*segment~loyal&s=Free*user~plan~is~free&f=timesPerUser']) {
    expect(usageQuery(usageOf(query))).toBe(query);
  }
  expect(usageQuery(BY_PLAN)).toBe('');
});

it('takes what is wrong for what is as ever; segments have no lift', () => {
  expect(usageOf('by=&f=toString&r=soon')).toStrictEqual(BY_PLAN);
  expect(usageOf('s=Loyal*segment~loyal&f=lift').figure).toBe('share');
});

it('asks by the values of a property, or by segments of the most frequent events', () => {
  expect(usageQuestion(usageOf('by=country'))).toStrictEqual({ by: 'country', last: '30d' });
  const events = Array.from({ length: 12 }, (_, index) => 'E' + index);
  expect(segmentsQuestion(usageOf('s=Loyal*segment~loyal'), events)).toStrictEqual({
    events: events.slice(0, 10), measures: ['activePercent', 'uniques', 'average'], interval: 'none', last: '30d', segments: [{ name: 'Loyal', segment: 'loyal' }],
  });
});
