/**
 * Where labels at the ends of lines go so that none covers another: each as near to its line's end
 * as the others let it.
 *
 * @param wanted where each line ends, in pixels from the top
 * @param height of one label
 * @param bottom the lowest place there is; the highest is 0
 * @return where each label goes, in the same order; undefined for those without room
 */
export function placeLabels(wanted: number[], height: number, bottom: number): (number | undefined)[] {
  const room = Math.floor(bottom / height) + 1;
  const kept = wanted.map((_, index) => index).slice(0, room).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const placed = kept.map((index) => Math.min(Math.max(wanted[index]!, 0), bottom));
  for (let i = 1; i < placed.length; i++) placed[i] = Math.max(placed[i]!, placed[i - 1]! + height);
  // what was pushed out below moves up again, and pushes the others before it
  let lowest = bottom;
  for (let i = placed.length - 1; i >= 0; i--) {
    placed[i] = Math.min(placed[i]!, lowest);
    lowest = placed[i]! - height;
  }
  // a pair that was pushed apart to one side only shares the way
  for (let i = 0; i + 1 < placed.length; i++) {
    const above = wanted[kept[i]!]! - placed[i]!;
    const below = placed[i + 1]! - wanted[kept[i + 1]!]!;
    const shift = Math.min((below - above) / 2, placed[i]! - (i === 0 ? 0 : placed[i - 1]! + height));
    const touching = placed[i + 1]! - placed[i]! <= height + 0.01;
    const free = i + 2 >= placed.length || placed[i + 2]! - placed[i + 1]! > height + 0.01;
    if (touching && free && shift > 0) {
      placed[i] = placed[i]! - shift;
      placed[i + 1] = placed[i + 1]! - shift;
    }
  }
  const result: (number | undefined)[] = wanted.map(() => undefined);
  kept.forEach((index, place) => {
    result[index] = placed[place];
  });
  return result;
}
