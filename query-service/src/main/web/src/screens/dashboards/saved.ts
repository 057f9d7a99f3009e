import { answerOf, api, type Schemas } from '../../api/client';
import type { Range } from '../../question/range';

export type Dashboard = Schemas['Dashboard'];
export type Saved = Schemas['SavedQuestion'];

export const PATH = '/dashboards';

export const KINDS: Record<Schemas['QuestionKind'], string> = {
  segmentation: 'Segmentation', featureUsage: 'Feature usage', funnel: 'Funnel', paths: 'Paths',
  retention: 'Retention', lifecycle: 'Lifecycle', stickiness: 'Stickiness', sessions: 'Sessions',
  revenue: 'Revenue',
};

export function pathOf(id: string): string {
  return PATH + '/' + encodeURIComponent(id);
}

export async function savedQuestions(signal: AbortSignal): Promise<Saved[]> {
  return (await answerOf(api.GET('/api/v1/questions', { signal }))).questions;
}

/** The range that a dashboard asks all its charts about; undefined: each has its own. */
export function storedRange({ last, from, to }: Dashboard): Range | undefined {
  if (last !== undefined) return { last };
  return from !== undefined && to !== undefined ? { from, to } : undefined;
}

/** Writes a dashboard as it was read, with what has changed; refused when somebody else has written since. */
export function write(read: Dashboard, change: Partial<Pick<Dashboard, 'name' | 'charts'>> & { range?: Range | undefined }): Promise<Dashboard> {
  const range = 'range' in change ? change.range : storedRange(read);
  const { id, name, owner, description, charts, timeZone, version } = { ...read, ...change };
  const body = { name, owner, description, charts, ...range, ...(timeZone === undefined ? {} : { timeZone }), version };
  return answerOf<Dashboard>(api.PUT('/api/v1/dashboards/{dashboard}', { params: { path: { dashboard: id } }, body: body as Schemas['DashboardChange'] }));
}
