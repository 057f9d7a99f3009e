import { expect, it } from 'vitest';
import { placeLabels } from './labels';

it('leaves labels that are apart where they are', () => {
  expect(placeLabels([10, 50, 90], 16, 200)).toStrictEqual([10, 50, 90]);
});

it('shares the way between two that are too close', () => {
  expect(placeLabels([100, 104], 16, 200)).toStrictEqual([94, 110]);
});

it('keeps the order of the lines', () => {
  const placed = placeLabels([104, 100], 16, 200);
  expect(placed[1]!).toBeLessThan(placed[0]!);
});

it('stays inside, at the top and at the bottom', () => {
  expect(placeLabels([0, 0], 16, 200)).toStrictEqual([0, 16]);
  expect(placeLabels([200, 200], 16, 200)).toStrictEqual([184, 200]);
});

it('gives no place to those without room', () => {
  expect(placeLabels([0, 0, 0], 16, 16).filter((place) => place === undefined)).toHaveLength(1);
});

it('never overlaps, whatever comes (seeded)', () => {
  let seed = 20261122;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let round = 0; round < 500; round++) {
    const wanted = Array.from({ length: 1 + Math.floor(random() * 14) }, () => random() * 300);
    const placed = placeLabels(wanted, 16, 300).filter((place) => place !== undefined).sort((a, b) => a - b);
    placed.forEach((place, index) => {
      expect(place, 'round ' + round).toBeGreaterThanOrEqual(-1e-6);
      expect(place, 'round ' + round).toBeLessThanOrEqual(300 + 1e-6);
      if (index > 0) expect(place - placed[index - 1]!, 'round ' + round).toBeGreaterThanOrEqual(16 - 1e-6);
    });
  }
});
