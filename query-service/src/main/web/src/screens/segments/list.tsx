import { answerOf, api } from '../../api/client';
import { session } from '../../api/session';
import { useAsk } from '../../ask';
import { instant, number } from '../../format';
import { atMost } from '../../turns';
import { Head } from '../../ui/head';
import { EmptyState, ErrorState, Progress, Skeleton } from '../../ui/states';
import { inWords, PATH, pathOf, savedSegments, type Saved } from './saved';
import { Spark } from './spark';

/** All saved segments, each with its size now and over the last weeks. */
export function List() {
  const asked = useAsk('segments', savedSegments);
  return (
    <>
      <Head title="Segments"><a class="btn primary" href={PATH + '/new'}>New segment</a></Head>
      <Progress asked={asked} />
      {asked.error ? (
        <ErrorState error={asked.error} retry={asked.retry} />
      ) : asked.data === undefined ? (
        <Skeleton />
      ) : asked.data.length === 0 ? (
        <EmptyState title="No segment is saved yet">
          <p>A segment says which people are meant, by what they did and what they are: “started an export in the last 30 days and never completed one”. Charts and funnels then show it beside others.</p>
          <p><a class="btn primary" href={PATH + '/new'}>Make the first one</a></p>
        </EmptyState>
      ) : (
        <ul class="segments">{asked.data.map((segment) => <Entry key={segment.id} segment={segment} all={asked.data!} />)}</ul>
      )}
    </>
  );
}

/** A long list must not take the slots of all who ask. */
const inTurn = atMost(3);

function Entry({ segment, all }: { segment: Saved; all: Saved[] }) {
  const path = { segment: segment.id };
  const size = useAsk(segment.id + segment.version, (signal) => inTurn(signal, () => answerOf(api.GET('/api/v1/segments/{segment}/size', { params: { path }, signal }))));
  // the numbers of all come before the lines of any
  const sizes = useAsk(size.data ? segment.id + segment.version : undefined, (signal) =>
    inTurn(signal, () => answerOf(api.GET('/api/v1/segments/{segment}/sizes', { params: { path, query: { last: '8w', interval: 'week' } }, signal }))),
  );
  return (
    <li class="panel segment">
      <div class="grow">
        <h2><a href={pathOf(segment.id)}>{segment.name}</a></h2>
        <p class="means">{inWords(segment, all)}</p>
        {segment.description !== '' && <p class="soft">{segment.description}</p>}
        <p class="soft">{segment.owner !== '' && segment.owner + ' · '}version {segment.version}, {instant(segment.writtenAt, session.value?.project.timeZone ?? 'UTC')}</p>
        {size.data?.warnings.map(({ detail }) => <p class="warned" key={detail}>{detail}</p>)}
        {size.error && <p class="warned">{size.error.message}</p>}
      </div>
      <Spark points={sizes.data?.points} label={segment.name} />
      <div class="figure"><div class="value">{size.data ? number(size.data.persons) : size.error ? '–' : '…'}</div><div class="soft">people now</div></div>
    </li>
  );
}
