import { expect, it } from 'vitest';
import { REVENUE, revenueOf, revenueQuery, revenueQuestion } from './revenue';

const QUERY = 'e=Paid*event~surface~is~web&p=amount&n=60&m=arppu&s=Free*user~plan~is~free&r=30d';

it('holds everything in the address', () => {
  expect(revenueQuery(revenueOf(QUERY))).toBe(QUERY);
  expect(revenueQuery(REVENUE)).toBe('');
});

it('takes what is wrong for what is as ever', () => {
  expect(revenueOf('e=&p=&n=31&m=toString&r=soon')).toStrictEqual(REVENUE);
});

it('asks for the event, the property and the days', () => {
  expect(revenueQuestion(revenueOf(QUERY))).toStrictEqual({
    event: { event: 'Paid', where: { of: 'event', property: 'surface', op: 'is', values: ['web'] } },
    property: 'amount', days: 60, last: '30d',
    segments: [{ name: 'Free', where: { of: 'user', property: 'plan', op: 'is', values: ['free'] } }],
  });
  expect(revenueQuestion(REVENUE)).toStrictEqual({ property: 'revenue', days: 30, last: '90d' });
});
