import { address, go } from '../../address';
import { answerOf, api } from '../../api/client';
import { useAsk } from '../../ask';
import { propertyOptions } from '../../catalog';
import type { Property } from '../../question/condition';
import { rangeInWords } from '../../question/range';
import { EVENTS_MAX, SEGMENTS_MAX } from '../../question/segmentation';
import { FIGURES, segmentsQuestion, usageOf, usageQuery, usageQuestion, type Figure, type UsageState } from '../../question/usage';
import { Segmented } from '../../ui/controls';
import { QuestionFrame } from '../../ui/frame';
import { Icon } from '../../ui/icon';
import { Picker } from '../../ui/picker';
import { RangeMenu } from '../../ui/range';
import { SavedSegment } from '../../ui/segments';
import { EmptyState } from '../../ui/states';
import { matrixCsv, segmentsMatrix, usageMatrix, type Matrix } from './matrix';
import { MatrixTable } from './table';

export const PATH = '/usage';

/** Every feature by every value of a property, or by saved segments: who uses what. */
export function UsageScreen() {
  const state = usageOf(address.value.query);
  const { by, segments, range, figure } = state;
  const change = (part: Partial<UsageState>) => go(PATH, usageQuery({ ...state, ...part }));
  const asked = useAsk(JSON.stringify([by, segments, range]), (signal) => (segments.length === 0 ? byValues(state, signal) : bySegments(state, signal)));
  const matrix = asked.data;
  const figures = (Object.keys(FIGURES) as Figure[]).filter((value) => segments.length === 0 || value !== 'lift');
  return (
    <QuestionFrame
      crumb="Feature usage"
      title={'Feature usage by ' + (segments.length === 0 ? by : 'segment')}
      path={PATH}
      query={usageQuery(state)}
      kind={matrix?.kind ?? 'featureUsage'}
      request={matrix?.kind === 'segmentation' ? undefined : 'GET /api/v1/feature-usage'}
      question={matrix?.question ?? usageQuestion(state)}
      asked={asked}
      csv={matrixCsv}
      bar={
        <>
          {segments.length === 0 && (
            <Picker label="User property" load={propertyOptions('user')} buttonClass="btn" onChoose={(property: Property) => change({ by: property.property })}>
              By <b>{by}</b> <Icon name="chevron" size="small" />
            </Picker>
          )}
          {segments.map(({ name }, index) => (
            <span class="chip" key={name}>
              <span class="chip-text">{name}</span>
              <button type="button" class="chip-x" aria-label={'Without ' + name} onClick={() => change({ segments: segments.filter((_, at) => at !== index) })}><Icon name="x" size="small" /></button>
            </span>
          ))}
          {segments.length < SEGMENTS_MAX && <SavedSegment segments={segments} onChange={(chosen) => change({ segments: chosen, ...(figure === 'lift' ? { figure: 'share' } : {}) })} />}
          <RangeMenu range={range} onChange={(chosen) => change({ range: chosen })} />
          <Segmented<Figure> label="Figure" name="figure" value={figure} choices={figures.map((value) => ({ value, label: FIGURES[value].name }))} onChange={(chosen) => change({ figure: chosen })} />
        </>
      }
    >
      {(shown) => (
        <>
          {shown.rows.length === 0 ? (
            <EmptyState title="Nobody did anything in this time"><p>{rangeInWords(range)}.</p></EmptyState>
          ) : (
            <>
              <MatrixTable matrix={shown} figure={figure} range={range} />
              <p class="note-line">
                {FIGURES[figure].name}: {FIGURES[figure].words}. Darker cells are higher in their row.{' '}
                {shown.kind === 'segmentation'
                  ? 'The ' + EVENTS_MAX + ' most frequent events at most. The verdict compares a share with that of the first segment. A saved segment is who is in it at the end of the time.'
                  : 'The verdict compares a share with that among everybody active with another value. A person counts with the value at the moment of the event.'}
              </p>
            </>
          )}
        </>
      )}
    </QuestionFrame>
  );
}

async function byValues(state: UsageState, signal: AbortSignal): Promise<Matrix> {
  const answer = await answerOf(api.GET('/api/v1/feature-usage', { params: { query: { by: state.by, ...state.range } }, signal }));
  return usageMatrix(answer, usageQuestion(state));
}

async function bySegments(state: UsageState, signal: AbortSignal): Promise<Matrix> {
  const { events } = await answerOf(api.GET('/api/v1/events', { params: { query: { limit: EVENTS_MAX } }, signal }));
  const question = segmentsQuestion(state, events.map(({ name }) => name));
  return segmentsMatrix(await answerOf(api.POST('/api/v1/segmentation', { body: question, signal })), question, state.segments);
}
