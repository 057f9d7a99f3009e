import { answerOf, api, type Schemas } from '../../api/client';
import { clauseOf } from '../../question/population';
import { clauseInWords } from '../../question/populationWords';
import { queryText } from '../../query';

export type Saved = Schemas['SavedSegment'];

export const PATH = '/segments';

export function pathOf(id: string): string {
  return PATH + '/' + encodeURIComponent(id);
}

export async function savedSegments(signal: AbortSignal): Promise<Saved[]> {
  return (await answerOf(api.GET('/api/v1/segments', { signal }))).segments;
}

/** What a saved segment means; as JSON where it has what this page does not know. */
export function inWords(segment: Saved, all: Saved[] = []): string {
  const clause = clauseOf(segment.population);
  return clause ? clauseInWords(clause, (id) => all.find((each) => each.id === id)?.name ?? id) : JSON.stringify(segment.population);
}

/** The chart that has the segment beside everybody. */
export function chartOf(segment: Saved, event: string): string {
  return '/segmentation?' + queryText([['e', event], ['s', segment.name.replace(/[!~*]/g, '!$&') + '*segment~' + segment.id], ['s', 'Everybody']]);
}
