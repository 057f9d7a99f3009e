import { address, go } from '../../address';
import { answerOf, api } from '../../api/client';
import { useAsk } from '../../ask';
import { propertyOptions } from '../../catalog';
import type { Property } from '../../question/condition';
import { rangeInWords } from '../../question/range';
import { SEGMENTS_MAX } from '../../question/segmentation';
import { FIGURES, usageOf, usageQuery, usageQuestion, type Figure, type UsageState } from '../../question/usage';
import { Segmented } from '../../ui/controls';
import { QuestionFrame } from '../../ui/frame';
import { Icon } from '../../ui/icon';
import { Picker } from '../../ui/picker';
import { RangeMenu } from '../../ui/range';
import { SavedSegment } from '../../ui/segments';
import { EmptyState } from '../../ui/states';
import { matrixCsv, usageMatrix } from './matrix';
import { MatrixTable } from './table';

export const PATH = '/usage';

/** Every feature by every value of a property, or by saved segments: who uses what. */
export function UsageScreen() {
  const state = usageOf(address.value.query);
  const { by, segments, range, figure } = state;
  const change = (part: Partial<UsageState>) => go(PATH, usageQuery({ ...state, ...part }));
  const question = usageQuestion(state);
  const asked = useAsk(JSON.stringify(question), async (signal) => {
    const query = { ...(segments.length > 0 ? { segments: JSON.stringify(question.segments) } : { by }), ...range };
    return usageMatrix(await answerOf(api.GET('/api/v1/feature-usage', { params: { query }, signal })), question);
  });
  return (
    <QuestionFrame
      crumb="Feature usage"
      title={'Feature usage by ' + (segments.length === 0 ? by : 'segment')}
      path={PATH}
      query={usageQuery(state)}
      kind="featureUsage"
      request="GET /api/v1/feature-usage"
      question={question}
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
          {segments.length < SEGMENTS_MAX && <SavedSegment segments={segments} onChange={(chosen) => change({ segments: chosen })} />}
          <RangeMenu range={range} onChange={(chosen) => change({ range: chosen })} />
          <Segmented<Figure> label="Figure" name="figure" value={figure} choices={(Object.keys(FIGURES) as Figure[]).map((value) => ({ value, label: FIGURES[value].name }))} onChange={(chosen) => change({ figure: chosen })} />
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
                {segments.length > 0
                  ? 'The verdict compares a share with that among everybody active outside the segment. A saved segment is who is in it at the end of the time.'
                  : 'The verdict compares a share with that among everybody active with another value. A person counts with the value at the moment of the event.'}
              </p>
            </>
          )}
        </>
      )}
    </QuestionFrame>
  );
}
