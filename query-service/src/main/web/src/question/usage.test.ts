import { expect, it } from 'vitest';
import { BY_PLAN, usageOf, usageQuery, usageQuestion } from './usage';

it('holds everything in the address', () => {
  for (const query of ['by=country&r=90d&f=users', 's=Loyal*segment~loyal&s=Free*user~plan~is~free&f=timesPerUser']) {
    expect(usageQuery(usageOf(query))).toBe(query);
  }
  expect(usageQuery(BY_PLAN)).toBe('');
});

it('takes what is wrong for what is as ever', () => {
  expect(usageOf('by=&f=toString&r=soon')).toStrictEqual(BY_PLAN);
});

it('asks by the values of a property, or by segments', () => {
  expect(usageQuestion(usageOf('by=country'))).toStrictEqual({ by: 'country', last: '30d' });
  expect(usageQuestion(usageOf('by=country&s=Loyal*segment~loyal'))).toStrictEqual({ last: '30d', segments: [{ name: 'Loyal', segment: 'loyal' }] });
});
