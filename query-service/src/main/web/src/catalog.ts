import { answerOf, api } from './api/client';
import { compact } from './format';
import type { Property } from './question/condition';
import type { Scalar } from './query';
import type { Option } from './ui/picker';

const SHOWN = 50;

export async function eventOptions(search: string, signal: AbortSignal): Promise<Option<string>[]> {
  const { events } = await answerOf(api.GET('/api/v1/events', { params: { query: { ...searchOf(search), limit: SHOWN } }, signal }));
  return events.map(({ name, count }) => ({ key: name, label: name, note: compact(count), value: name }));
}

/** Properties of users first where both are offered: segments are made of them. */
export function propertyOptions(of: 'event' | 'user' | undefined) {
  return async (search: string, signal: AbortSignal): Promise<Option<Property>[]> => {
    const query = { ...searchOf(search), limit: SHOWN, ...(of === undefined ? {} : { of }) };
    const { properties } = await answerOf(api.GET('/api/v1/properties', { params: { query }, signal }));
    const options = properties.map((entry) => ({
      key: entry.of + ' ' + entry.name,
      label: entry.name,
      note: entry.of + ', ' + entry.types.map(({ type }) => type).join(' or '),
      value: { of: entry.of, property: entry.name } as Property,
    }));
    return [...options.filter(({ value }) => value.of === 'user'), ...options.filter(({ value }) => value.of !== 'user')];
  };
}

export function valueOptions({ of, property }: Property) {
  return async (search: string, signal: AbortSignal): Promise<Option<Scalar>[]> => {
    const { values } = await answerOf(
      api.GET('/api/v1/properties/{name}/values', { params: { path: { name: property }, query: { of, ...searchOf(search), limit: SHOWN } }, signal }),
    );
    const scalars = values
      .filter(({ value }) => !Array.isArray(value))
      .map(({ value, label, count }) => ({ key: JSON.stringify(value), label, note: compact(count), value: value as Scalar }));
    return search === '' ? [...scalars, { key: 'null', label: '(none)', value: null }] : scalars;
  };
}

function searchOf(search: string): { search?: string } {
  return search === '' ? {} : { search };
}
