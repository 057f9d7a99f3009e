import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { address, go } from '../address';
import { answerOf, api, type Schemas } from '../api/client';
import { useAsk } from '../ask';
import { propertyOptions } from '../catalog';
import { rowsAsCsv } from '../chart/csv';
import { slotsOf } from '../chart/lines';
import { downloadCsv } from '../download';
import { number, percent } from '../format';
import type { Property } from '../question/condition';
import { asAnswered, groupOf } from '../question/people';
import { rangeInWords, rangeOf, rangeText, type Range } from '../question/range';
import { NOTHING_CHOSEN, segmentationQuery } from '../question/segmentation';
import { queryText } from '../query';
import type { Scalar } from '../query';
import { CopyButton, Segmented } from '../ui/controls';
import { Head } from '../ui/head';
import { Icon, Swatch } from '../ui/icon';
import { Openable } from '../ui/openable';
import { PeopleOf, type PeopleChoice } from '../ui/people';
import { Picker } from '../ui/picker';
import { RangeMenu } from '../ui/range';
import { EmptyState, ErrorState, Progress, Skeleton, StatusLine } from '../ui/states';
import { ScrollTable } from '../ui/table';
import { VerdictWord } from '../ui/verdicts';

type Figure = 'share' | 'users' | 'timesPerUser' | 'lift';

const FIGURES: readonly { value: Figure; label: string; words: string }[] = [
  { value: 'share', label: 'Share', words: 'share of the segment’s active users who did it' },
  { value: 'users', label: 'Users', words: 'distinct users who did it' },
  { value: 'timesPerUser', label: 'Times each', words: 'times per user who did it' },
  { value: 'lift', label: 'Lift', words: 'share here against the share among everybody else: 2 is twice as likely' },
];

/** Every feature by every value of a property: which plan uses what. */
export function UsageScreen() {
  const given = new URLSearchParams(address.value.query);
  const by = given.get('by') ?? 'plan';
  const range: Range = rangeOf(given.get('r')) ?? { last: '30d' };
  const figure = FIGURES.find(({ value }) => value === given.get('f')) ?? FIGURES[0]!;
  const go_ = (change: { by?: string; r?: Range; f?: Figure }) => {
    const next = { by, r: range, f: figure.value, ...change };
    go('/usage', queryText([
      ['by', next.by === 'plan' ? undefined : next.by],
      ['r', rangeText(next.r) === '30d' ? undefined : rangeText(next.r)],
      ['f', next.f === 'share' ? undefined : next.f],
    ]));
  };
  const asked = useAsk(by + rangeText(range), (signal) =>
    answerOf(api.GET('/api/v1/feature-usage', { params: { query: { by, ...range } }, signal })),
  );
  const title = 'Feature usage by ' + by;
  return (
    <>
      <Head crumb="Feature usage" title={title}>
        <CopyButton class="btn icon-on-phone" text={() => location.href}>Copy link</CopyButton>
        {asked.data && <button type="button" class="btn" onClick={() => downloadCsv(title, csv(asked.data!))}>CSV</button>}
      </Head>
      <div class="bar">
        <Picker label="User property" load={propertyOptions('user')} buttonClass="btn" onChoose={(property: Property) => go_({ by: property.property })}>
          By <b>{by}</b> <Icon name="chevron" size="small" />
        </Picker>
        <RangeMenu range={range} onChange={(r) => go_({ r })} />
        <Segmented<Figure> label="Figure" name="figure" value={figure.value} choices={FIGURES} onChange={(f) => go_({ f })} />
      </div>
      <Progress asked={asked} />
      {asked.error ? (
        <ErrorState error={asked.error} retry={asked.retry} />
      ) : asked.data === undefined ? (
        <Skeleton lines={8} />
      ) : asked.data.features.length === 0 ? (
        <EmptyState title="Nobody did anything in this time"><p>{rangeInWords(range)}.</p></EmptyState>
      ) : (
        <div class={asked.loading ? 'stale' : ''}>
          <Matrix answer={asked.data} figure={figure.value} range={range} />
          <p class="note-line">{figure.label}: {figure.words}. Darker cells are higher in their row. The verdict compares a share with that among everybody active with another value. A person counts with the value at the moment of the event.</p>
          <StatusLine meta={asked.data.meta} />
        </div>
      )}
    </>
  );
}

function Matrix({ answer, figure, range }: { answer: Schemas['FeatureUsageAnswer']; figure: Figure; range: Range }) {
  const [sorted, setSorted] = useState<number>();
  const slots = slotsOf(answer.segments.map(({ label }) => label));
  const features = sorted === undefined ? answer.features : [...answer.features].sort((a, b) => (b.cells[sorted]?.[figure] ?? -1) - (a.cells[sorted]?.[figure] ?? -1));
  const people = useSignal<PeopleChoice>();
  const open = (event: string | undefined, index: number | undefined, note?: string) => {
    const segment = index === undefined ? undefined : answer.segments[index]!;
    people.value = {
      title: [event ?? 'Active', ...(segment ? [answer.by + ' ' + segment.label] : [])].join(', '),
      note,
      kind: 'featureUsage',
      question: asAnswered({ by: answer.by }, answer),
      cell: { ...(event === undefined ? {} : { event }), ...(segment ? groupOf(segment.other, [segment.value]) : {}) },
    };
  };
  return (
    <>
    <ScrollTable label={'Features by ' + answer.by} class="matrix">
      <thead>
        <tr>
          <th scope="col" aria-sort={sorted === undefined ? 'descending' : 'none'}><button type="button" onClick={() => setSorted(undefined)}>Feature</button></th>
          <th scope="col">Users</th>
          {answer.segments.map((segment, index) => (
            <th scope="col" key={index} aria-sort={sorted === index ? 'descending' : 'none'}>
              <button type="button" onClick={() => setSorted(index)}><Swatch slot={slots[index]!} />{segment.label}</button>
              <span class="soft"><Openable value={segment.activeUsers} onOpen={() => open(undefined, index)}>{number(segment.activeUsers) + ' active'}</Openable></span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {features.map((feature) => {
          const highest = Math.max(1e-9, ...feature.cells.map((cell) => cell[figure] ?? 0));
          return (
            <tr key={feature.event}>
              <th scope="row"><a href={'/segmentation?' + chartOf(feature.event, answer, range)}>{feature.event}</a></th>
              <td class="sum"><Openable value={feature.users} onOpen={() => open(feature.event, undefined)}>{number(feature.users)}</Openable></td>
              {feature.cells.map((cell, index) => {
                const value = cell[figure];
                return (
                  <td key={index} class={'heat heat' + (value == null ? 0 : Math.round((value / highest) * 5))}>
                    <Openable value={cell.users} onOpen={() => open(feature.event, index, cell.comparison.sentence)}>
                      {figureText(value, figure)}
                    </Openable>
                    {(figure === 'share' || figure === 'lift') && <VerdictWord comparison={cell.comparison} brief />}
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </ScrollTable>
    <PeopleOf choice={people} />
    </>
  );
}

function figureText(value: number | null | undefined, figure: Figure): string {
  if (value == null) return '–';
  if (figure === 'share') return percent(value);
  return number(Math.round(value * 100) / 100) + (figure === 'lift' ? '×' : '');
}

/** The same over time, the values side by side. */
function chartOf(event: string, answer: Schemas['FeatureUsageAnswer'], range: Range): string {
  const segments = answer.segments
    .filter(({ other, value }) => !other && !Array.isArray(value))
    .slice(0, 4)
    .map(({ label, value }) => ({ name: label, where: [{ of: 'user' as const, property: answer.by, op: 'is' as const, values: [value as Scalar] }] }));
  return segmentationQuery({ ...NOTHING_CHOSEN, events: [{ event, where: [] }], segments, range });
}

function csv(answer: Schemas['FeatureUsageAnswer']): string {
  const rows = [['event', answer.by, 'segment_active_users', 'users', 'totals', 'share', 'times_per_user', 'lift', 'verdict', 'adjusted_p_value']];
  const text = (value: number | null | undefined) => (value == null ? '' : String(value));
  for (const feature of answer.features) {
    feature.cells.forEach((cell, index) => {
      const segment = answer.segments[index]!;
      rows.push([feature.event, segment.label, String(segment.activeUsers), String(cell.users), String(cell.totals), text(cell.share), text(cell.timesPerUser), text(cell.lift), cell.comparison.verdict, text(cell.comparison.adjustedPValue)]);
    });
  }
  return rowsAsCsv(rows);
}
