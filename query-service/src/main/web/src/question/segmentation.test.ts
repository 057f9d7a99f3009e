import { describe, expect, it } from 'vitest';
import { NOTHING_CHOSEN, segmentationOf, segmentationQuery, segmentationQuestion, STORY, titleOf, type SegmentationState } from './segmentation';

const EVERYTHING: SegmentationState = {
  events: [
    { event: 'Song ~ Played*!', where: [{ of: 'event', property: 'length', op: 'greaterOrEqual', values: [30] }] },
    { event: 'Song Shared', where: [] },
  ],
  measure: 'activePercent',
  segments: [
    { name: 'Premium & co', where: [{ of: 'user', property: 'plan', op: 'is', values: ['premium', '1', 1, null, true] }, { of: 'user', property: 'city', op: 'isSet', values: [] }] },
    { name: 'Everybody', where: [] },
  ],
  groupBy: [{ of: 'user', property: 'country' }, { of: 'event', property: 'a~b' }],
  range: { from: '2026-11-01', to: '2026-11-22' },
  interval: 'week',
  chart: 'bar',
  compareTo: 'monthBefore',
};

describe('the address', () => {
  it.each([['nothing', NOTHING_CHOSEN], ['the story', STORY], ['everything', EVERYTHING]])('holds %s', (_, state) => {
    expect(segmentationOf(segmentationQuery(state))).toStrictEqual(state);
  });

  it('is short and readable for the story', () => {
    expect(segmentationQuery(STORY)).toBe('e=Used+Awesome+Feature+1&s=Premium*user~plan~is~premium&s=Free*user~plan~is~free');
  });

  it('takes what is wrong for what is as ever', () => {
    expect(segmentationOf('e=&m=nonsense&i=minute&r=soon&c=pie&v=toString&by=nobody~x&s=A*user~plan~greater~text')).toStrictEqual({
      ...NOTHING_CHOSEN,
      segments: [{ name: 'A', where: [] }],
    });
  });

  it('takes at most ten segments', () => {
    const many = Array.from({ length: 11 }, (_, index) => 's=S' + index).join('&');
    expect(segmentationOf(many).segments).toHaveLength(10);
  });
});

describe('the question', () => {
  it('leaves out what nobody chose', () => {
    expect(segmentationQuestion({ ...NOTHING_CHOSEN, events: [{ event: 'A', where: [] }] })).toStrictEqual({
      events: ['A'], measures: ['uniques'], last: '30d', interval: 'day',
    });
  });

  it('joins several conditions by all, and keeps types', () => {
    expect(segmentationQuestion(EVERYTHING).segments).toStrictEqual([
      {
        name: 'Premium & co',
        where: {
          all: [
            { property: 'plan', of: 'user', op: 'is', values: ['premium', '1', 1, null, true] },
            { property: 'city', of: 'user', op: 'isSet' },
          ],
        },
      },
      { name: 'Everybody' },
    ]);
  });
});

it('names a chart by what it compares', () => {
  expect(titleOf(STORY)).toBe('Used Awesome Feature 1 by plan');
  expect(titleOf({ ...STORY, segments: [] })).toBe('Used Awesome Feature 1');
  expect(titleOf(NOTHING_CHOSEN)).toBe('Choose an event');
});

describe('saved segments', () => {
  const query = 'e=A&s=Loyal!*+ones*segment~loyal-ones&s=Premium*user~plan~is~premium';

  it('stand in the address by their id', () => {
    const state = segmentationOf(query);
    expect(state.segments[0]).toEqual({ name: 'Loyal* ones', where: [], saved: 'loyal-ones' });
    expect(segmentationOf(segmentationQuery(state)).segments).toEqual(state.segments);
  });

  it('are asked for by their id', () => {
    expect(segmentationQuestion(segmentationOf(query)).segments).toEqual([
      { name: 'Loyal* ones', segment: 'loyal-ones' },
      { name: 'Premium', where: { property: 'plan', of: 'user', op: 'is', values: ['premium'] } },
    ]);
  });
});
