import { useState } from 'preact/hooks';
import { address, go } from '../../address';
import { answerOf, api, ApiError } from '../../api/client';
import { session } from '../../api/session';
import { useAsk } from '../../ask';
import { TimeChart } from '../../chart/chart';
import { bucketLabel, bucketTitle, instant, number } from '../../format';
import { queryText } from '../../query';
import { CopyButton, Dialog, Menu, Segmented } from '../../ui/controls';
import { Head } from '../../ui/head';
import { EmptyState, ErrorState, Progress, Skeleton, StatusLine } from '../../ui/states';
import { Members } from './members';
import { Changes, Overlaps, Why } from './questions';
import { chartOf, inWords, PATH, pathOf, savedSegments, type Saved } from './saved';

const TABS = { size: 'Size', members: 'People', changes: 'Entered and left', overlaps: 'Overlaps', why: 'Why' };
type Tab = keyof typeof TABS;

/** One segment: what it means, how many are in, who, and why. */
export function Detail({ id }: { id: string }) {
  const asked = useAsk('one', savedSegments);
  const given = new URLSearchParams(address.value.query);
  const tab = (Object.keys(TABS) as Tab[]).find((each) => each === given.get('t')) ?? 'size';
  const show = (next: Record<string, string | undefined>) => go(pathOf(id), queryText(Object.entries(next)));
  const segment = asked.data?.find((each) => each.id === id);
  if (asked.error) return <><Head crumb="Segments" title={id} /><ErrorState error={asked.error} retry={asked.retry} /></>;
  if (asked.data === undefined) return <><Head crumb="Segments" title="…" /><Skeleton /></>;
  if (!segment) return <><Head crumb="Segments" title={id} /><EmptyState title="No such segment"><p>It was deleted, or never was.</p><a class="btn" href={PATH}>All segments</a></EmptyState></>;
  return (
    <>
      <Head crumb="Segments" title={segment.name}>
        <CopyButton class="btn icon-on-phone" text={() => location.href}>Copy link</CopyButton>
        <UseIt segment={segment} />
        {session.value?.scope === 'admin' && <More segment={segment} />}
        <a class="btn primary" href={pathOf(id) + '/edit'}>Edit</a>
      </Head>
      <About segment={segment} all={asked.data} />
      <div class="bar">
        <Segmented<Tab> label="Show" name="tab" value={tab} choices={(Object.keys(TABS) as Tab[]).map((value) => ({ value, label: TABS[value] }))} onChange={(t) => show({ t: t === 'size' ? undefined : t })} />
      </div>
      {tab === 'size' && <Sizes id={id} />}
      {tab === 'members' && <Members id={id} name={segment.name} />}
      {tab === 'changes' && <Changes id={id} given={given} show={(next) => show({ t: 'changes', ...next })} />}
      {tab === 'overlaps' && <Overlaps id={id} all={asked.data} />}
      {tab === 'why' && <Why segment={segment} all={asked.data} given={given} show={(next) => show({ t: 'why', ...next })} />}
    </>
  );
}

function About({ segment, all }: { segment: Saved; all: Saved[] }) {
  const path = { segment: segment.id };
  const size = useAsk('size', (signal) => answerOf(api.GET('/api/v1/segments/{segment}/size', { params: { path }, signal })));
  const versions = useAsk('versions', (signal) => answerOf(api.GET('/api/v1/segments/{segment}/versions', { params: { path }, signal })));
  return (
    <section class="panel padded about" aria-label="What it means">
      <div class="grow">
        <p class="means">{inWords(segment, all)}</p>
        {segment.description !== '' && <p>{segment.description}</p>}
        {size.data?.warnings.map(({ detail }) => <p class="warned" key={detail}>{detail}</p>)}
        <details>
          <summary>{segment.owner !== '' && segment.owner + ' · '}version {segment.version}, {instant(segment.writtenAt, zone())}</summary>
          <ol class="changes">
            {versions.data?.versions.toReversed().map((each) => (
              <li key={each.version}><time dateTime={each.writtenAt}>Version {each.version}, {instant(each.writtenAt, zone())}{each.writtenBy === undefined ? '' : ', by key ' + each.writtenBy}</time><span>{each.deleted ? 'deleted' : each.name + ': ' + inWords(each, all)}</span></li>
            ))}
          </ol>
        </details>
      </div>
      <div class="figure"><div class="value">{size.data ? number(size.data.persons) : size.error ? '–' : '…'}</div><div class="soft">people now</div></div>
    </section>
  );
}

function zone(): string {
  return session.value?.project.timeZone ?? 'UTC';
}

const INTERVALS = { day: { last: '30d', label: 'Days' }, week: { last: '12w', label: 'Weeks' }, month: { last: '12m', label: 'Months' } };

function Sizes({ id }: { id: string }) {
  const [interval, setInterval] = useState<keyof typeof INTERVALS>('day');
  const asked = useAsk(interval, (signal) =>
    answerOf(api.GET('/api/v1/segments/{segment}/sizes', { params: { path: { segment: id }, query: { last: INTERVALS[interval].last, interval } }, signal })),
  );
  if (asked.error) return <ErrorState error={asked.error} retry={asked.retry} />;
  const points = asked.data?.points ?? [];
  const titles = points.map(({ date }) => bucketTitle(date, date, interval));
  return (
    <section aria-label="Size over time">
      <div class="bar"><Segmented label="Interval" name="interval" value={interval} choices={(Object.keys(INTERVALS) as (keyof typeof INTERVALS)[]).map((value) => ({ value, label: INTERVALS[value].label }))} onChange={setInterval} /></div>
      <Progress asked={asked} />
      {asked.data === undefined ? <Skeleton lines={8} /> : (
        <div class={asked.loading ? 'stale' : ''}>
          <div class="panel">
            <TimeChart
              lines={[{ key: id, label: 'People', slot: 0, total: null, points: points.map(({ persons }) => persons) } as never]}
              labels={points.map(({ date }) => bucketLabel(date, date, interval))}
              titles={titles}
              kind="line"
              percent={false}
              valueOf={(value) => (value === null ? '–' : number(value))}
              describe={'People in the segment at the end of each ' + interval + ', from ' + number(points[0]?.persons ?? 0) + ' to ' + number(points.at(-1)?.persons ?? 0) + '.'}
            />
          </div>
          <p class="note-line">At the end of each {interval}, by the newest version; the last one is of now.</p>
          <StatusLine meta={asked.data.meta} />
        </div>
      )}
    </section>
  );
}

function UseIt({ segment }: { segment: Saved }) {
  const asked = useAsk('events', (signal) => answerOf(api.GET('/api/v1/events', { signal })));
  const events = asked.data?.events.map(({ name }) => name) ?? [];
  const text = JSON.stringify(segment.population);
  const event = events.find((name) => text.includes(JSON.stringify(name))) ?? events[0];
  return event === undefined ? null : <a class="btn" href={chartOf(segment, event)}>Use in a chart</a>;
}

function More({ segment }: { segment: Saved }) {
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<ApiError>();
  const remove = async () => {
    try {
      await answerOf<unknown>(api.DELETE('/api/v1/segments/{segment}', { params: { path: { segment: segment.id } } }));
      go(PATH);
    } catch (failure) {
      setError(failure as ApiError);
    }
  };
  return (
    <>
      <Menu label="More" icon="more" chevron={false} items={[{ label: 'Delete …', onChoose: () => setAsking(true) }]} />
      {asking && (
        <Dialog title={'Delete ' + segment.name + '?'} onClose={() => setAsking(false)}>
          <p>Charts that name it will say that there is none. Its versions stay.</p>
          {error && <p class="bad" role="alert">{error.message}</p>}
          <button type="button" class="btn" onClick={() => void remove()}>Delete it</button>
        </Dialog>
      )}
    </>
  );
}
